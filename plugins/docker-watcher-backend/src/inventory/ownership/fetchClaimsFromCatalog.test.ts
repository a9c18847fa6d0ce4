import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { fetchClaimsFromCatalog } from './fetchClaimsFromCatalog';

describe('fetchClaimsFromCatalog', () => {
  it('gets every entity with an annotation of ours, page by page', async () => {
    const entities = Array.from({ length: 1203 }, (_, i) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: i % 2 ? 'Component' : 'Resource',
      metadata: {
        name: `Web-${i}`,
        namespace: 'default',
        annotations: {
          [i % 3 ? 'docker-watcher/container-name' : 'docker-watcher/host']:
            'web',
        } as Record<string, string>,
      },
      relations: [
        { type: 'ownedBy', targetRef: 'Group:default/Shop' },
        { type: 'partOf', targetRef: 'system:default/shop' },
      ],
    }));
    entities[7].metadata.annotations = { 'docker-watcher.io/other': 'x' };
    entities[8].metadata.annotations = {};
    const catalog = catalogServiceMock({ entities });
    const asked = jest.spyOn(catalog, 'queryEntities');
    const auth = mockServices.auth();

    const found = await fetchClaimsFromCatalog({ catalog, auth })(
      new AbortController().signal,
    );
    expect(found).toHaveLength(1201);
    expect(asked).toHaveBeenCalledTimes(3);
    expect(asked).toHaveBeenCalledWith(expect.anything(), {
      credentials: await auth.getOwnServiceCredentials(),
    });
    expect(
      found.find(({ entityRef }) => entityRef === 'component:default/web-1'),
    ).toEqual({
      entityRef: 'component:default/web-1',
      ownerRefs: ['group:default/shop'],
      annotations: { 'docker-watcher/container-name': 'web' },
    });
    await expect(
      fetchClaimsFromCatalog({ catalog, auth })(AbortSignal.abort()),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
