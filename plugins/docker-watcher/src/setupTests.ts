import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Rendering a whole portal takes seconds on a busy machine.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
