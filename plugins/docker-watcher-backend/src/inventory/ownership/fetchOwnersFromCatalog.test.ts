import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { fetchOwnersFromCatalog } from './fetchOwnersFromCatalog';

const component = (name: string, owners: string[]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  relations: [
    { type: 'partOf', targetRef: 'system:default/shop' },
    ...owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
  ],
});

describe('fetchOwnersFromCatalog', () => {
  it('tells the owners of entities that exist, asked for by the plugin itself', async () => {
    const catalog = catalogServiceMock({
      entities: [
        component('web', ['group:default/shop', 'user:default/zoe']),
        component('free', []),
      ],
    });
    const asked = jest.spyOn(catalog, 'getEntitiesByRefs');
    const fetchOwners = fetchOwnersFromCatalog({
      catalog,
      auth: mockServices.auth(),
    });

    const owners = await fetchOwners(
      [
        'component:default/gone',
        'component:default/web',
        'component:default/free',
      ],
      new AbortController().signal,
    );

    expect([...owners]).toEqual([
      ['component:default/web', ['group:default/shop', 'user:default/zoe']],
      ['component:default/free', []],
    ]);
    expect(asked.mock.calls[0][1]).toMatchObject({
      credentials: {
        principal: mockCredentials.service('plugin:test').principal,
      },
    });
  });
});
