import { mockServices } from '@backstage/backend-test-utils';
import { FilterableContainer } from '../inventory/matchesContainerFilter';
import { registerPermissions } from './registerPermissions';

const ID = '0'.repeat(64);

function filterable(host: string, id: string): FilterableContainer {
  return { host, labels: { id }, trustedOwnerRefs: [], claimantRefs: [] };
}

describe('registerPermissions', () => {
  it('finds the containers and events that a decision is asked about', async () => {
    const permissionsRegistry = mockServices.permissionsRegistry.mock();
    const askedEvents: string[][] = [];
    const asked: { host: string; id: string }[][] = [];
    registerPermissions({
      permissionsRegistry,
      inventory: {
        async getFilterables(refs) {
          asked.push(refs);
          return refs.map(({ host, id }) =>
            host === 'gone' ? undefined : filterable(host, id),
          );
        },
      },
      events: {
        async getFilterableEvents(ids) {
          askedEvents.push(ids);
          return ids.map(id => (id === '9' ? undefined : filterable(id, ID)));
        },
      },
    });

    expect(
      permissionsRegistry.addPermissions.mock.calls.flat(2).map(p => p.name),
    ).toEqual([
      'docker-watcher.use',
      'docker-watcher.host.read',
      'docker-watcher.settings.read',
      'docker-watcher.settings.update',
    ]);
    const [[resourceType], [eventType]] =
      permissionsRegistry.addResourceType.mock.calls;
    expect(resourceType.permissions?.map(p => p.name)).toEqual([
      'docker-watcher.container.read',
      'docker-watcher.container.start',
      'docker-watcher.container.stop',
      'docker-watcher.container.restart',
      'docker-watcher.container.remove',
    ]);
    expect(
      await resourceType.getResources?.([
        `b/${ID}`,
        'nonsense',
        `gone/${ID}`,
        `../${ID}`,
        `a/${ID}`,
      ]),
    ).toEqual([
      filterable('b', ID),
      undefined,
      undefined,
      undefined,
      filterable('a', ID),
    ]);
    expect(asked).toEqual([
      [
        { host: 'b', id: ID },
        { host: 'gone', id: ID },
        { host: 'a', id: ID },
      ],
    ]);

    expect(eventType.permissions?.map(p => p.name)).toEqual([
      'docker-watcher.event.read',
    ]);
    expect(
      await eventType.getResources?.(['7', '-1', '9', '1e3', '8']),
    ).toMatchObject([
      { host: '7' },
      undefined,
      undefined,
      undefined,
      { host: '8' },
    ]);
    expect(askedEvents).toEqual([['7', '9', '8']]);
  });
});
