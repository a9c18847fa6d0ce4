import '@testing-library/jest-dom';
import { toHaveNoViolations } from 'jest-axe';
import { configure } from '@testing-library/react';

// Rendering a whole portal takes seconds on a busy machine.
configure({ asyncUtilTimeout: 15_000 });
expect.extend(toHaveNoViolations);
jest.setTimeout(60_000);
