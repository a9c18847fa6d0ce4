import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildHost,
  buildStale,
} from '../../__testUtils__';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/docker-watcher/stale';
const owned = {
  entityRef: 'component:default/shop',
  claims: [
    {
      entityRef: 'component:default/shop',
      source: 'label' as const,
      trusted: true,
    },
  ],
  ownerRefs: ['group:default/team-a'],
};

function render(
  containers: ReturnType<typeof buildStale>[],
  path: string = PATH,
) {
  const api = new FakeDockerWatcherApi({
    hosts: [buildHost({ title: 'Workshop' })],
    containers,
  });
  return { api, ...renderPlugin({ api, path }) };
}

const rowOf = (name: string) =>
  screen.findByRole('row', { name: new RegExp(`Select ${name}\\b`) });
const dialog = async () => within(await screen.findByRole('dialog'));

describe('the Stale tab', () => {
  it('says what may go, why, whose it is and what it frees', async () => {
    const { container } = render([
      buildStale({ name: 'old', ...owned }),
      buildStale({ name: 'older', reclaimable: undefined }),
      buildContainerDetail({ name: 'up' }),
    ]);
    const row = within(await rowOf('old'));
    expect(row.getByText('exited with 137 on 2025-12-20')).toBeInTheDocument();
    expect(
      row.getByText('threshold 7 days from the settings'),
    ).toBeInTheDocument();
    expect(row.getByText('120 MB')).toBeInTheDocument();
    expect(row.getByText('+ 30 MB in 1 volume')).toBeInTheDocument();
    expect(row.getByRole('link', { name: /team-a/ })).toBeInTheDocument();
    expect(
      within(await rowOf('older')).getByText('Not measured'),
    ).toBeInTheDocument();
    expect(screen.queryByText('up')).toBeNull();
    expect(screen.getByText('2 stale containers')).toBeInTheDocument();
    expect(screen.getByText(/^\. Removing them frees 120 MB/)).toBeTruthy();
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });

  it('keeps filters, order and groups in the address', async () => {
    const { api, address } = render(
      [buildStale({ name: 'old', ...owned }), buildStale({ name: 'nobodys' })],
      `${PATH}?group=owner&order=size&minDays=3`,
    );
    await rowOf('old');
    expect(api.calls.at(-1)?.query).toMatchObject({
      order: { field: 'size', direction: 'desc' },
      minDays: 3,
    });
    expect(
      screen.getByRole('checkbox', { name: 'Select all of Nobody' }),
    ).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search stale containers' }),
      'nobodys',
    );
    await waitFor(() =>
      expect(address()).toBe(
        `${PATH}?q=nobodys&minDays=3&group=owner&order=size`,
      ),
    );
    await waitFor(() =>
      expect(screen.queryByRole('row', { name: /Select old/ })).toBeNull(),
    );
  });

  it('removes what is selected, after showing what would happen to each', async () => {
    const kept = buildStale({ name: 'kept' });
    const { api } = render([
      buildStale({ name: 'one' }),
      buildStale({ name: 'two' }),
      kept,
    ]);
    api.cleanupResults.set(`local/${kept.id}`, {
      outcome: 'skipped',
      reason: 'It is kept until 2027-01-01',
      inPreview: true,
    });
    await rowOf('one');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Select all shown' }),
    );
    expect(screen.getByText('3 selected, 450 MB')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Clean up…' }));

    const preview = await dialog();
    expect(await preview.findByText('2 will be removed')).toBeInTheDocument();
    expect(preview.getByText('1 will stay')).toBeInTheDocument();
    expect(
      preview.getByText('It is kept until 2027-01-01'),
    ).toBeInTheDocument();
    expect(api.cleanups).toMatchObject([{ dryRun: true }]);
    const volumes = preview.getByRole('checkbox', {
      name: /Also remove 2 volumes without a name \(60 MB\)/,
    });
    expect(volumes).not.toBeChecked();

    await userEvent.click(
      preview.getByRole('button', { name: 'Remove 2 containers' }),
    );
    expect(
      await preview.findByText('2 removed, 240 MB freed'),
    ).toBeInTheDocument();
    expect(api.cleanups[1]).toMatchObject({
      removeVolumes: false,
      containers: [{ host: 'local' }, { host: 'local' }],
    });
    await userEvent.click(preview.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() =>
      expect(screen.queryByRole('row', { name: /Select one/ })).toBeNull(),
    );
    expect(await rowOf('kept')).toBeInTheDocument();
  });

  it('goes in chunks, tells what failed, and can be stopped between them', async () => {
    const containers = Array.from({ length: 25 }, (_, index) =>
      buildStale({ name: `c${String(index).padStart(2, '0')}` }),
    );
    const { api } = render(containers);
    api.cleanupResults.set(`local/${containers[1].id}`, {
      outcome: 'refused',
      reason: 'It is running now',
    });
    await rowOf('c00');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Select all shown' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Clean up…' }));
    const shown = await dialog();
    const confirm = await shown.findByRole('button', {
      name: 'Remove 25 containers',
    });
    await userEvent.click(shown.getByRole('checkbox', { name: /Also remove/ }));
    api.held.add('cleanUpStale');
    await userEvent.click(confirm);
    expect(await shown.findByText('0 of 25 done')).toBeInTheDocument();
    expect(shown.getByRole('progressbar')).toHaveAttribute('max', '25');
    await userEvent.click(
      shown.getByRole('button', { name: 'Stop after these' }),
    );
    api.held.delete('cleanUpStale');
    expect(await shown.findByText(/^9 removed/)).toHaveTextContent(
      '15 were not asked for, because you stopped.',
    );
    expect(shown.getByText('Refused')).toBeInTheDocument();
    expect(shown.getByText('It is running now')).toBeInTheDocument();
    expect(api.cleanups).toHaveLength(2);
    expect(api.cleanups[1]).toMatchObject({ removeVolumes: true });
  });

  it('does not let anybody select what they may not remove', async () => {
    render([
      buildStale({ name: 'theirs', allowedActions: [], maySnooze: false }),
    ]);
    await screen.findByText('theirs');
    expect(
      screen.getByRole('checkbox', { name: 'Select theirs' }),
    ).toBeDisabled();
    expect(screen.queryByRole('button', { name: /^Snooze theirs/ })).toBeNull();
  });

  it('snoozes with a note, and undoes it', async () => {
    const { api } = render([buildStale({ name: 'old' })]);
    await rowOf('old');
    await userEvent.click(screen.getByRole('button', { name: 'Snooze old…' }));
    const asked = await dialog();
    const days = asked.getByRole('textbox', { name: 'Days' });
    await userEvent.clear(days);
    await userEvent.type(days, '400');
    expect(
      asked.getByText('Write a whole number from 1 to 365'),
    ).toBeInTheDocument();
    expect(asked.getByRole('button', { name: 'Snooze' })).toBeDisabled();
    await userEvent.click(asked.getByRole('button', { name: '7 days' }));
    await userEvent.type(
      asked.getByRole('textbox', { name: 'Why, for others' }),
      'the audit',
    );
    await userEvent.click(asked.getByRole('button', { name: 'Snooze' }));
    expect(await screen.findByText(/^old is kept until/)).toBeInTheDocument();
    expect(
      await screen.findByRole('heading', { name: 'Nothing is stale' }),
    ).toBeInTheDocument();
    expect(api.containers[0].snooze?.note).toBe('the audit');

    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await rowOf('old')).toBeInTheDocument();
    expect(api.containers[0].snooze).toBeUndefined();
  });

  it('shows what is snoozed, by whom and why, and ends it', async () => {
    const { api } = render(
      [
        buildStale({
          name: 'old',
          stale: {
            ...buildStale().stale!,
            snoozedUntil: '2027-01-01T00:00:00Z',
          },
          snooze: {
            host: 'local',
            workload: 'local/name:old',
            until: '2027-01-01T00:00:00Z',
            note: 'the audit',
            by: 'user:default/oli',
            at: '2026-01-01T00:00:00Z',
          },
        }),
      ],
      `${PATH}?snoozed=true`,
    );
    expect(
      await screen.findByText(/by user:default\/oli: the audit/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'End the snooze of old' }),
    );
    expect(
      await screen.findByText('old is no longer kept'),
    ).toBeInTheDocument();
    expect(api.containers[0].stale?.snoozedUntil).toBeUndefined();
  });

  it('tells nothing stale from nothing that matches', async () => {
    const { container } = render([buildContainerDetail()]);
    expect(
      await screen.findByRole('heading', { name: 'Nothing is stale' }),
    ).toBeInTheDocument();
    expect(await axe(contentOf(container))).toHaveNoViolations();
    await userEvent.type(screen.getByRole('searchbox'), 'x');
    expect(
      await screen.findByRole('heading', {
        name: 'No stale container matches',
      }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Nothing is stale' }),
    ).toBeInTheDocument();
  });

  it('says what failed and tries again, and what may not be seen', async () => {
    const api = new FakeDockerWatcherApi({ hosts: [buildHost()] });
    api.failures.set('listStale', new ServiceUnavailableError('It is away'));
    renderPlugin({ api, path: PATH });
    expect(await screen.findByText('It is away')).toBeInTheDocument();
    api.failures.set('listStale', new NotAllowedError('No'));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
  });
});
