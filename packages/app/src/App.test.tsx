import { render, screen } from '@testing-library/react';
import { app } from './App';

const config = {
  app: { title: 'The demo', baseUrl: 'http://localhost:3000' },
  backend: { baseUrl: 'http://localhost:7007' },
};

describe('the demo app', () => {
  const originalEnv = process.env;

  beforeEach(() => {
    // Where the app's default config loader looks, as the bundler fills it in.
    const APP_CONFIG: unknown = [{ data: config, context: 'test' }];
    process.env = Object.assign({}, originalEnv, { APP_CONFIG });
  });

  afterEach(() => {
    process.env = originalEnv;
    localStorage.clear();
  });

  it('starts with the choice of whom to sign in as', async () => {
    render(app.createRoot());

    await expect(
      screen.findByText('The demo', {}, { timeout: 60_000 }),
    ).resolves.toBeInTheDocument();
    for (const name of ['Enter', 'Enter as Oli', 'Enter as Sam']) {
      expect(screen.getByRole('button', { name })).toBeInTheDocument();
    }
  }, 90_000);
});
