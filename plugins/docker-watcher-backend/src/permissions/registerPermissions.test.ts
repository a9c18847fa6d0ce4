import { mockServices } from '@backstage/backend-test-utils';
import { FilterableContainer } from '../inventory/matchesContainerFilter';
import { registerPermissions } from './registerPermissions';

const ID = '0'.repeat(64);

function filterable(host: string, id: string): FilterableContainer {
  return { host, labels: { id }, trustedOwnerRefs: [], claimantRefs: [] };
}

describe('registerPermissions', () => {
  it('finds the containers that a decision is asked about', async () => {
    const permissionsRegistry = mockServices.permissionsRegistry.mock();
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
    });

    expect(
      permissionsRegistry.addPermissions.mock.calls.flat(2).map(p => p.name),
    ).toEqual(['docker-watcher.use', 'docker-watcher.host.read']);
    const [[resourceType]] = permissionsRegistry.addResourceType.mock.calls;
    expect(resourceType.permissions?.map(p => p.name)).toEqual([
      'docker-watcher.container.read',
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
  });
});
