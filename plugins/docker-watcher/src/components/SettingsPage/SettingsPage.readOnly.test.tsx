import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { FakeDockerWatcherApi, buildSettings } from '../../__testUtils__';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

// Decisions are cached for the page's whole life, so each refusal has a file of its own.
it('shows the settings to those who may not change them, and says so', async () => {
  const api = new FakeDockerWatcherApi();
  api.settings = buildSettings({
    version: 1,
    overrides: { stale: { thresholdDays: 3 } },
  });
  const { container } = renderPlugin({
    api,
    path: '/docker-watcher/settings',
    refused: ['docker-watcher.settings.update'],
  });
  expect(
    await screen.findByText('You may see the settings, but not change them'),
  ).toBeInTheDocument();
  expect(
    screen.getByText(/docker-watcher\.settings\.update/),
  ).toBeInTheDocument();
  const definitions = screen.getAllByRole('definition');
  expect(definitions.map(each => each.textContent)).toEqual([
    '30 daysFrom configuration',
    '30 daysFrom configuration',
    '90 daysFrom configuration',
    '3 daysSet here; the configuration says 7 days',
  ]);
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  expect(await axe(contentOf(container))).toHaveNoViolations();
});
