import { screen } from '@testing-library/react';
import { FakeDockerWatcherApi } from '../../__testUtils__';
import { renderEntityPage } from '../../__testUtils__/renderEntityPage';

// In a file of its own, because decisions on permissions are kept across apps.
it('asks nothing for those who may not use the plugin', async () => {
  const api = new FakeDockerWatcherApi();
  renderEntityPage({
    api,
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'shop', namespace: 'default' },
    },
    part: 'card',
    allowed: false,
  });
  expect(
    await screen.findByText(/needs the permission docker-watcher.use/),
  ).toBeInTheDocument();
  expect(api.calls).toEqual([]);
});
