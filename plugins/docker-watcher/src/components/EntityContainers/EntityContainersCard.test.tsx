import { NotAllowedError } from '@backstage/errors';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  FakeDockerWatcherApi,
  buildContainerDetail,
  buildHost,
} from '../../__testUtils__';
import { renderEntityPage } from '../../__testUtils__/renderEntityPage';

const entityRef = 'component:default/shop';
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};
const claims = [{ entityRef, source: 'label' as const, trusted: true }];
const ofShop = { entityRef, claims };

describe('the card of an entity', () => {
  it('counts its containers by state and health, and names their hosts', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [
        buildHost({ name: 'local', title: 'Workshop' }),
        buildHost({ name: 'nas', state: 'unreachable' }),
      ],
      containers: [
        buildContainerDetail({ ...ofShop, name: 'a', health: 'unhealthy' }),
        buildContainerDetail({ ...ofShop, name: 'b' }),
        buildContainerDetail({
          ...ofShop,
          name: 'c',
          host: 'nas',
          state: 'exited',
          presence: 'unknown',
        }),
        buildContainerDetail({ name: 'of-others' }),
      ],
    });
    const { container } = renderEntityPage({ api, entity, part: 'card' });
    const counts = within(
      await screen.findByRole('navigation', {
        name: 'Containers of this entity by state',
      }),
    );
    expect(counts.getAllByRole('link').map(link => link.textContent)).toEqual([
      '3 All',
      '2 Running',
      '1 Stopped',
      '1 Unhealthy',
    ]);
    expect(counts.getByRole('link', { name: '2 Running' })).toHaveAttribute(
      'href',
      `/docker-watcher/containers?state=running&entityRef=${encodeURIComponent(
        entityRef,
      )}`,
    );
    expect(await screen.findByText('Workshop')).toBeInTheDocument();
    expect(screen.getByText(/^1 is shown as last known/)).toBeInTheDocument();
    expect(screen.queryByRole('main')).not.toBeInTheDocument();
    // The level of its heading is that of all cards on the overview.
    const rules = { 'heading-order': { enabled: false } };
    expect(await axe(container, { rules })).toHaveNoViolations();
  });

  it('says that there are none, and what is wrong with the claims', async () => {
    const api = new FakeDockerWatcherApi();
    api.entityClaims.set(entityRef, {
      claims: [
        {
          ...{ host: 'local', id: 'a'.repeat(64), name: 'web' },
          state: 'running',
          source: 'selector',
          trusted: false,
          standing: 'contested',
          rivals: ['component:default/other'],
        },
      ],
      problems: [
        {
          annotation: 'docker-watcher/selector',
          value: '=',
          problem: 'It has no key',
          cure: 'Write key=value',
        },
      ],
      suggestions: [],
    });
    renderEntityPage({ api, entity, part: 'card' });
    expect(
      await screen.findByText(/No container is linked to this entity/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/^1 container is claimed by other entities/),
    ).toBeInTheDocument();
    expect(screen.getByText(/: It has no key$/)).toBeInTheDocument();
  });

  it('says what failed and tries again when asked', async () => {
    const api = new FakeDockerWatcherApi({
      hosts: [buildHost()],
      containers: [buildContainerDetail(ofShop)],
    });
    api.failures.set('listContainers', new Error('The database is away'));
    renderEntityPage({ api, entity, part: 'card' });
    expect(
      await screen.findByText('The database is away', {}, { timeout: 15_000 }),
    ).toBeInTheDocument();
    api.failures.clear();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: '1 Running' }),
    ).toBeInTheDocument();
  });

  it('tells those who may not see containers calmly', async () => {
    const api = new FakeDockerWatcherApi();
    api.failures.set('listContainers', new NotAllowedError('No'));
    renderEntityPage({ api, entity, part: 'card' });
    expect(
      await screen.findByText(/docker-watcher.container.read/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('is there for what may have containers, or for what the configuration says', async () => {
    const api = new FakeDockerWatcherApi();
    const system = { ...entity, kind: 'System' };
    const first = renderEntityPage({ api, entity: system, part: 'card' });
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
    first.unmount();
    renderEntityPage({
      api,
      entity: system,
      part: 'card',
      filter: { kind: 'system' },
    });
    expect(
      await screen.findByRole('heading', { name: 'Containers' }),
    ).toBeInTheDocument();
  });
});
