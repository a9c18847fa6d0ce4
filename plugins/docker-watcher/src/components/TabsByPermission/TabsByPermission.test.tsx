import { NotAllowedError } from '@backstage/errors';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDockerWatcherApi } from '../../__testUtils__';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const refused = ['docker-watcher.settings.read'];

describe('without the permission to see the settings', () => {
  it('there is no tab for them', async () => {
    renderPlugin({ api: new FakeDockerWatcherApi(), refused });
    expect(
      await screen.findByRole('tab', { name: 'Hosts' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('tab', { name: 'Settings' })).toBeNull();
  });

  it('their address says what is missing, and leads on to the others', async () => {
    const api = new FakeDockerWatcherApi();
    api.failures.set('getSettings', new NotAllowedError('No'));
    renderPlugin({ api, path: '/docker-watcher/settings', refused });
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/docker-watcher\.settings\.read/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Hosts' }));
    expect(
      await screen.findByRole('heading', { name: 'No Docker host to show' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('tab', { name: 'Settings' })).toBeNull();
  });
});
