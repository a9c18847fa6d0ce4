import { ConflictError, NotAllowedError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  CONTAINER_ACTIONS,
  ContainerDetail,
} from 'backstage-plugin-docker-watcher-common';
import { axe } from 'jest-axe';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildHost,
} from '../../__testUtils__';
import { contentOf, renderPlugin } from '../../__testUtils__/renderPlugin';

jest.setTimeout(60_000);

const WAIT = { timeout: 20_000 };

function build(given: Partial<ContainerDetail> = {}) {
  return buildContainerDetail({
    name: 'web',
    entityRef: 'component:default/shop',
    claims: [
      { entityRef: 'component:default/shop', source: 'label', trusted: true },
    ],
    ownerRefs: ['group:default/team-a'],
    allowedActions: [...CONTAINER_ACTIONS],
    ...given,
  });
}

function setUp(
  options: { container?: Partial<ContainerDetail>; inList?: boolean } = {},
) {
  const container = build(options.container);
  const api = new FakeDockerWatcherApi({
    hosts: [buildHost({ title: 'Workshop' })],
    containers: [container],
  });
  const path = options.inList
    ? '/docker-watcher/containers'
    : `/docker-watcher/containers/local/${container.id}`;
  const rendered = renderPlugin({ api, path });
  return { api, web: container, user: userEvent.setup(), ...rendered };
}

const openMenu = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click(
    await screen.findByRole('button', { name: 'Actions on web' }, WAIT),
  );
  return screen.findByRole('menu', { name: 'Actions on web' }, WAIT);
};

const choose = async (
  user: ReturnType<typeof userEvent.setup>,
  name: string,
) => {
  await openMenu(user);
  await user.click(await screen.findByRole('menuitem', { name }, WAIT));
  return screen.findByRole('dialog', {}, WAIT);
};

const outcome = () =>
  screen.getByRole('status', { name: 'Outcome of actions' });

describe('actions on a container', () => {
  it('names the container, its host and whose it is before anything is done', async () => {
    const { api, user } = setUp();
    const dialog = within(await choose(user, 'Restart'));
    expect(
      dialog.getByRole('heading', { name: 'Restart web?' }),
    ).toBeInTheDocument();
    expect(await dialog.findByText('Workshop')).toBeInTheDocument();
    expect(dialog.getByText('Running')).toBeInTheDocument();
    expect(dialog.getByRole('link', { name: /shop/ })).toBeInTheDocument();
    expect(dialog.getByRole('link', { name: /team-a/ })).toBeInTheDocument();
    expect(await axe(screen.getByRole('dialog'))).toHaveNoViolations();

    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.actions).toEqual([]);
  });

  it('shows what is being done until it is seen, and says what came of it', async () => {
    const { api, web, user } = setUp();
    api.actionsShow = false;
    api.held.add('restartContainer');
    await choose(user, 'Restart');
    await user.click(screen.getByRole('button', { name: 'Restart' }));
    expect(await screen.findByText('Restarting…')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(outcome()).toBeEmptyDOMElement();

    api.held.clear();
    await waitFor(
      () => expect(outcome()).toHaveTextContent('web was restarted'),
      WAIT,
    );
    expect(api.actions).toEqual([
      {
        action: 'restart',
        host: 'local',
        id: web.id,
        expectedState: 'running',
      },
    ]);
    // The backend has not seen it yet.
    expect(screen.getByText('Restarting…')).toBeInTheDocument();
    api.containers = [{ ...web, startedAt: new Date().toISOString() }];
    await waitFor(
      () => expect(screen.queryByText('Restarting…')).not.toBeInTheDocument(),
      WAIT,
    );
    expect(screen.getByText('Running')).toBeInTheDocument();

    await user.click(within(outcome()).getByRole('button', { name: 'Close' }));
    expect(outcome()).toBeEmptyDOMElement();
  });

  it('offers what the state allows, and says why not the rest', async () => {
    const { user } = setUp({ container: { state: 'exited', exitCode: 0 } });
    const menu = within(await openMenu(user));
    expect(
      (await menu.findAllByRole('menuitem')).map(item => [
        item.textContent,
        item.getAttribute('aria-disabled') === 'true',
      ]),
    ).toEqual([
      ['Start', false],
      ['Stop (it does not run)', true],
      ['Restart (it does not run)', true],
      ['Remove', false],
    ]);
  });

  it('offers only what the reader may do', async () => {
    const { user } = setUp({
      container: { allowedActions: ['stop', 'restart'] },
    });
    const menu = within(await openMenu(user));
    expect(
      (await menu.findAllByRole('menuitem')).map(item => item.textContent),
    ).toEqual(['Stop', 'Restart']);
  });

  it.each([
    ['read-only', /the host is read-only/],
    ['host-unreachable', /while the host is unreachable/],
    ['removed', /It was removed/],
  ] as const)('says that nothing can be done: %s', async (obstacle, text) => {
    const { user } = setUp({
      container: { allowedActions: [], actionsObstacle: obstacle },
    });
    const menu = within(await openMenu(user));
    const items = await menu.findAllByRole('menuitem');
    expect(items).toHaveLength(1);
    expect(items[0]).toHaveTextContent(text);
    expect(items[0]).toHaveAttribute('aria-disabled', 'true');
  });

  it('has no menu in the view of a container for who may do nothing', async () => {
    setUp({ container: { allowedActions: [] } });
    await screen.findByRole('heading', { level: 2, name: 'web' }, WAIT);
    expect(
      screen.queryByRole('button', { name: 'Actions on web' }),
    ).not.toBeInTheDocument();
  });

  it('says what a removal means, and that it cannot be undone', async () => {
    const { api, web, user } = setUp({
      container: {
        state: 'exited',
        exitCode: 0,
        ownerRefs: [],
        claims: [],
        entityRef: undefined,
      },
    });
    const dialog = within(await choose(user, 'Remove'));
    expect(dialog.getByText(/cannot be undone/)).toHaveTextContent(
      'Its volumes are kept.',
    );
    expect(
      dialog.getByText('Nobody, as far as the catalog knows'),
    ).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Remove' }));
    expect(
      await screen.findByText('This container was removed', {}, WAIT),
    ).toBeInTheDocument();
    expect(outcome()).toHaveTextContent('web was removed');
    expect(api.actions).toEqual([
      {
        action: 'remove',
        host: 'local',
        id: web.id,
        expectedState: 'exited',
      },
    ]);
  });

  it('shows the present state when it was another, and tries again on that', async () => {
    const { api, web, user } = setUp();
    await choose(user, 'Stop');
    // Somebody pauses it while the reader thinks about it.
    api.containers = [{ ...web, state: 'paused' }];
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(
      () =>
        expect(outcome()).toHaveTextContent(
          'web is now in state “Paused”, so nothing was done',
        ),
      WAIT,
    );
    expect(screen.queryByText('Stopping…')).not.toBeInTheDocument();
    await user.click(
      within(outcome()).getByRole('button', {
        name: 'Try again on the present state',
      }),
    );
    const dialog = within(await screen.findByRole('dialog', {}, WAIT));
    expect(dialog.getByText('Paused')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Stop' }));
    await waitFor(
      () => expect(outcome()).toHaveTextContent('web was stopped'),
      WAIT,
    );
    expect(api.actions.map(({ expectedState }) => expectedState)).toEqual([
      'running',
      'paused',
    ]);
  });

  it('offers no second try where the present state leaves nothing to try', async () => {
    const { api, web, user } = setUp();
    await choose(user, 'Stop');
    api.containers = [{ ...web, state: 'exited', exitCode: 1 }];
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(
      () => expect(outcome()).toHaveTextContent('in state “Exited”'),
      WAIT,
    );
    expect(within(outcome()).getAllByRole('button')).toHaveLength(1);
  });

  it.each([
    [
      'a refusal',
      new NotAllowedError('Missing permission docker-watcher.container.stop'),
      false,
    ],
    [
      'a failure',
      Object.assign(new Error('Host local cannot be reached. Start it.'), {
        name: 'ServiceUnavailableError',
      }),
      true,
    ],
    ['another action under way', new ConflictError('Already going on'), true],
  ])('tells of %s with what would help', async (_, error, canRetry) => {
    const { api, user } = setUp();
    api.failures.set('stopContainer', error);
    await choose(user, 'Stop');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(
      () => expect(outcome()).toHaveTextContent('Could not stop web'),
      WAIT,
    );
    expect(outcome()).toHaveTextContent(error.message);
    expect(screen.getByText('Running')).toBeInTheDocument();
    const retry = within(outcome()).queryByRole('button', {
      name: 'Try again',
    });
    expect(Boolean(retry)).toBe(canRetry);
  });

  it.each([
    ['unchanged', /Nothing was left to do/],
    ['pending', /takes its time/],
  ] as const)('tells of an outcome that is %s', async (answer, text) => {
    const { api, user } = setUp();
    api.actionOutcome = answer;
    await choose(user, 'Stop');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(outcome()).toHaveTextContent(text), WAIT);
  });

  it('asks what the reader may do once a menu of the list is opened, and works by keyboard', async () => {
    const { api, user } = setUp({ inList: true });
    const trigger = await screen.findByRole(
      'button',
      { name: 'Actions on web' },
      WAIT,
    );
    expect(api.calls.map(({ name }) => name)).not.toContain('getContainer');
    trigger.focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('menuitem', { name: 'Stop' }, WAIT);
    expect(api.calls.map(({ name }) => name)).toContain('getContainer');
    // The first that can be done has the focus, or gets it by an arrow.
    await user.keyboard('{ArrowDown}{Home}{Enter}');
    const dialog = within(await screen.findByRole('dialog', {}, WAIT));
    expect(
      dialog.getByRole('heading', { name: 'Stop web?' }),
    ).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() => expect(trigger).toHaveFocus());
    expect(api.actions).toEqual([]);
  });

  it('tells in the menu of the list that the reader may do nothing, or why nobody knows', async () => {
    const { api, user } = setUp({
      inList: true,
      container: { allowedActions: [] },
    });
    let menu = within(await openMenu(user));
    expect(
      await menu.findByText('You may not change this container', {}, WAIT),
    ).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(api.actions).toEqual([]);
    menu = within(await openMenu(user));
    expect(menu.getAllByRole('menuitem')).toHaveLength(1);
  });

  it('has a column of its own in the list, and keeps the list accessible', async () => {
    const { container } = setUp({ inList: true });
    await screen.findByRole('button', { name: 'Actions on web' }, WAIT);
    expect(
      screen.getByRole('columnheader', { name: 'Actions' }),
    ).toBeInTheDocument();
    expect(await axe(contentOf(container))).toHaveNoViolations();
  });
});
