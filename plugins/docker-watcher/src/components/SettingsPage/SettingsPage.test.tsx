import { NotAllowedError } from '@backstage/errors';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeDockerWatcherApi, buildSettings } from '../../__testUtils__';
import { FakeSignals } from '../../__testUtils__/FakeSignals';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

jest.setTimeout(60_000);

const LONG = { timeout: 15_000 };
const path = '/docker-watcher/settings';

function apiWith(given: Parameters<typeof buildSettings>[0] = {}) {
  const api = new FakeDockerWatcherApi();
  api.settings = buildSettings(given);
  return api;
}

const field = (name: string) =>
  screen.findByRole('textbox', { name: new RegExp(`^${name}`) });

async function type(name: string, text: string) {
  const input = await field(name);
  await userEvent.clear(input);
  await userEvent.type(input, text);
  return input;
}

/** What the form says of itself, in its last line. */
const status = () =>
  within(screen.getByRole('form', { name: 'Settings' })).getByRole('status');

const save = () =>
  userEvent.click(screen.getByRole('button', { name: 'Save' }));

const ada = {
  version: 4,
  overrides: { eventLog: { retentionDays: { info: 14 } } },
  changedBy: 'user:default/ada',
  changedAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
};

describe('the Settings tab', () => {
  it('shows each value, where it comes from and who changed it last', async () => {
    const { container } = renderPlugin({ api: apiWith(ada), path });
    const info = await field('Keep information for');
    expect(info).toHaveValue('14');
    expect(info).toHaveAccessibleDescription(
      'Set here; the configuration says 30 days',
    );
    const errors = await field('Keep errors for');
    expect(errors).toHaveValue('90');
    expect(errors).toHaveAccessibleDescription('From configuration');
    expect(await field('Stale after')).toHaveValue('7');
    expect(
      screen.getAllByRole('button', { name: /^Reset to configuration/ }),
    ).toHaveLength(1);
    expect(
      screen.getByText(/^Last changed 3 hours ago by/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /ada/i })).toBeInTheDocument();
    expect(
      screen.getByRole('tab', { name: 'Settings', selected: true }),
    ).toBeInTheDocument();
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('saves what was typed, from the version it was made from', async () => {
    const api = apiWith(ada);
    renderPlugin({ api, path });
    const stale = await type('Stale after', '10');
    expect(stale).toHaveAccessibleDescription(
      'Not saved; in force is 7 days, from configuration',
    );
    expect(status()).toHaveTextContent('Not saved yet');
    await userEvent.type(stale, '{Enter}');
    await waitFor(() => expect(status()).toHaveTextContent(/^Saved/));
    expect(api.settings).toMatchObject({
      version: 5,
      overrides: {
        eventLog: { retentionDays: { info: 14 } },
        stale: { thresholdDays: 10 },
      },
    });
    expect(stale).toHaveFocus();
    expect(stale).toHaveAccessibleDescription(
      'Set here; the configuration says 7 days',
    );
    // From here on it is the next change, of the next version.
    await type('Stale after', '11');
    await save();
    await waitFor(() => expect(api.settings.version).toBe(6));
    await waitFor(() => expect(status()).toHaveTextContent(/^Saved/));
    await save();
    expect(api.settings.version).toBe(6);
  });

  it('goes back to the configuration, field by field', async () => {
    const api = apiWith(ada);
    renderPlugin({ api, path });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Reset to configuration: Keep information for',
      }),
    );
    const info = await field('Keep information for');
    expect(info).toHaveFocus();
    expect(info).toHaveValue('30');
    expect(info).toHaveAccessibleDescription(
      'Not saved; back to the configuration, from 14 days set here',
    );
    await save();
    await waitFor(() => expect(api.settings.overrides).toEqual({}));
  });

  it('says at the field what is wrong, and saves nothing', async () => {
    const api = apiWith();
    const { container } = renderPlugin({ api, path });
    const warn = await type('Keep warnings for', '0');
    expect(warn).toBeInvalid();
    expect(warn).toHaveAccessibleDescription(/Enter 1 to 3650 days/);
    await type('Keep warnings for', '1.5');
    expect(warn).toHaveAccessibleDescription(/Enter a whole number of days/);
    await userEvent.clear(warn);
    expect(warn).toHaveAccessibleDescription(
      /Enter a number of days, or reset it/,
    );
    expect(await axe(contentOf(container))).toHaveNoViolations();
    await save();
    expect(warn).toHaveFocus();
    expect(api.calls.map(({ name }) => name)).not.toContain('updateSettings');
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(warn).toBeValid();
    expect(warn).toHaveValue('30');
  });

  it('shows what somebody else changed meanwhile, and keeps what was typed', async () => {
    const api = apiWith(ada);
    const { container } = renderPlugin({ api, path });
    await type('Keep information for', '20');
    await type('Stale after', '12');
    api.settings = buildSettings({
      version: 5,
      overrides: { eventLog: { retentionDays: { info: 15, warn: 60 } } },
      changedBy: 'user:default/eve',
      changedAt: new Date().toISOString(),
    });
    await save();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The settings were changed meanwhile');
    expect(alert).toHaveTextContent('By user:default/eve');
    expect(
      within(alert)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Keep information for: 14 days → 15 days',
      'Keep warnings for: 30 days → 60 days',
    ]);
    expect(await field('Keep information for')).toHaveValue('20');
    expect(await axe(contentOf(container))).toHaveNoViolations();

    await userEvent.click(
      within(alert).getByRole('button', {
        name: 'Load them and keep my input',
      }),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(await field('Keep information for')).toHaveValue('20');
    expect(await field('Keep warnings for')).toHaveValue('60');
    expect(await field('Stale after')).toHaveValue('12');
    await save();
    await waitFor(() =>
      expect(api.settings).toMatchObject({
        version: 6,
        overrides: {
          eventLog: { retentionDays: { info: 20, warn: 60 } },
          stale: { thresholdDays: 12 },
        },
      }),
    );
  });

  it('says why it could not be saved, and keeps what was typed', async () => {
    const api = apiWith();
    api.failures.set(
      'updateSettings',
      new NotAllowedError('Only users may make changes'),
    );
    renderPlugin({ api, path });
    await type('Stale after', '12');
    await save();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Only users may make changes',
    );
    expect(await field('Stale after')).toHaveValue('12');
    api.failures.clear();
    await save();
    await waitFor(() =>
      expect(api.settings.overrides).toEqual({ stale: { thresholdDays: 12 } }),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('keeps what was typed while the reader looks elsewhere', async () => {
    const { unmount } = renderPlugin({ api: apiWith(), path });
    const closing = () => {
      const event = new Event('beforeunload', { cancelable: true });
      fireEvent(window, event);
      return event.defaultPrevented;
    };
    await field('Stale after');
    expect(closing()).toBe(false);
    await type('Stale after', '12');
    expect(closing()).toBe(true);
    await userEvent.click(screen.getByRole('tab', { name: 'Hosts' }));
    await screen.findByRole('heading', { name: 'No Docker host to show' });
    await userEvent.click(screen.getByRole('tab', { name: 'Settings' }));
    expect(await field('Stale after')).toHaveValue('12');
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(closing()).toBe(false);
    unmount();
    expect(closing()).toBe(false);
  });

  it('follows what others set, and only tells of it while something is typed', async () => {
    const api = apiWith();
    const signals = new FakeSignals();
    renderPlugin({ api, path, signals });
    const info = await field('Keep information for');
    api.settings = buildSettings({ ...ada, version: 9 });
    act(() => signals.send({ action: 'changed' }));
    await waitFor(() => expect(info).toHaveValue('14'), LONG);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();

    await type('Stale after', '12');
    api.settings = buildSettings({ version: 10 });
    act(() => signals.send({ action: 'changed' }));
    const alert = await screen.findByRole('alert', {}, LONG);
    expect(alert).toHaveTextContent('Keep information for: 14 days → 30 days');
    expect(info).toHaveValue('14');
    // It cannot be saved over theirs, and the way on is shown.
    await save();
    expect(
      within(alert).getByRole('button', { name: /^Load them/ }),
    ).toHaveFocus();
    expect(api.calls.map(({ name }) => name)).not.toContain('updateSettings');
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(info).toHaveValue('30');
    expect(await field('Stale after')).toHaveValue('7');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says calmly that they may not be seen, and why', async () => {
    const api = apiWith();
    api.failures.set('getSettings', new NotAllowedError('No admin'));
    renderPlugin({ api, path });
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(screen.getByText('No admin')).toBeInTheDocument();
  });

  it('shows that it is loading, then what failed, and tries again', async () => {
    const api = apiWith();
    api.held.add('getSettings');
    api.failures.set('getSettings', new Error('The database is away'));
    renderPlugin({ api, path });
    expect(
      await screen.findByRole('status', { name: 'Loading settings' }),
    ).toBeInTheDocument();
    api.held.clear();
    const alert = await screen.findByRole('alert', {}, { timeout: 15_000 });
    expect(alert).toHaveTextContent('The database is away');
    api.failures.clear();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await field('Stale after')).toHaveValue('7');
  });
});
