import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  LABEL_ENTITY_REF,
  dockerWatcherContainerReadPermission,
  dockerWatcherHostReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import { DatabaseInventoryReader } from '../database/DatabaseInventoryReader';
import { DatabaseClaimsStore } from '../database/DatabaseClaimsStore';
import { idOf, seed } from '../database/__testUtils__/inventoryRows';
import {
  createMigratedDatabase,
  createTestDatabases,
} from '../database/__testUtils__/testDatabases';
import {
  createDockerWatcherContainerConditionalDecision,
  dockerWatcherContainerConditions,
} from '../permissions/conditionExports';
import { containerRules } from '../permissions/rules';
import { AuthorizedEntityClaimsService } from './AuthorizedEntityClaimsService';
import { DefaultEntityClaimsService } from './DefaultEntityClaimsService';
import { ReaderDecisions } from './ReaderDecisions';

jest.setTimeout(120_000);

const SHOP = 'component:default/api';
const credentials = mockCredentials.user();
const databases = createTestDatabases();
const publicOnly = createDockerWatcherContainerConditionalDecision(
  dockerWatcherContainerReadPermission,
  dockerWatcherContainerConditions.hasLabel({ key: 'public' }),
);

describe.each(databases.eachSupportedId())('claims of an entity on %s', id => {
  async function create(options: {
    annotations?: Record<string, string>;
    use?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    hosts?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    decision?: PolicyDecision;
  }) {
    const {
      annotations = {},
      use = AuthorizeResult.ALLOW,
      hosts = AuthorizeResult.ALLOW,
    } = options;
    const knex = await createMigratedDatabase(databases, id);
    const compose = { compose_project: 'shop', compose_service: 'api' };
    const open = { public: 'yes' };
    await seed(knex, {
      hosts: [{ name: 'local' }, { name: 'far' }],
      containers: [
        { name: 'labelled', entity_ref: SHOP, labels: open },
        { name: 'other', entity_ref: 'component:default/x', labels: open },
        { name: 'seen', labels: open },
        { name: 'owned', labels: open },
        { name: 'contested', labels: open },
        { name: 'hidden-claim' },
        { name: 'shop-api-1', ...compose, labels: open },
        { name: 'shop-api-2', host: 'far', ...compose, labels: open },
        { name: 'secret', ...compose, compose_project: 'secret' },
        { name: 'malformed', labels: { ...open, [LABEL_ENTITY_REF]: '?' } },
        { name: 'malformed-hidden', labels: { [LABEL_ENTITY_REF]: '?' } },
      ],
    });
    const claim = (entityRef: string, trusted = false) => ({
      entityRef,
      source: 'container-name' as const,
      trusted,
    });
    const change = (name: string, ...claims: ReturnType<typeof claim>[]) => ({
      host: 'local',
      id: idOf(`local/${name}`),
      claims,
    });
    await DatabaseClaimsStore.create({ knex }).saveClaims([
      change('other', claim(SHOP, true)),
      change('seen', claim(SHOP)),
      change('owned', claim(SHOP, true)),
      change('contested', claim(SHOP), claim('component:default/y')),
      change('hidden-claim', claim(SHOP)),
    ]);
    const inventory = DatabaseInventoryReader.create({ knex });
    const service = AuthorizedEntityClaimsService.create({
      claims: DefaultEntityClaimsService.create({
        inventory,
        catalog: catalogServiceMock({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: 'api', namespace: 'default', annotations },
            },
          ],
        }),
      }),
      decisions: ReaderDecisions.create({
        permissions: mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => ({
              result:
                permission.name === dockerWatcherHostReadPermission.name
                  ? hosts
                  : use,
            })),
          authorizeConditional: async () => [
            options.decision ?? { result: AuthorizeResult.ALLOW },
          ],
        }),
        toFilter: createConditionTransformer(Object.values(containerRules)),
        toEventCondition: createConditionTransformer([]),
        mayReadSettings: async () => false,
      }),
    });
    return { service, inventory };
  }

  const get = async (options: Parameters<typeof create>[0], ref = SHOP) =>
    (await create(options)).service.getEntityClaims(ref, { credentials });

  it('tell what comes of each, by name', async () => {
    const { claims } = await get({ decision: publicOnly });
    expect(
      claims.map(({ name, source, standing, trusted, rivals }) => [
        ...[name, source, standing, trusted],
        rivals,
      ]),
    ).toEqual([
      [
        'contested',
        'container-name',
        'contested',
        false,
        ['component:default/y'],
      ],
      ['labelled', 'label', 'owner', true, []],
      ['other', 'container-name', 'overridden', true, ['component:default/x']],
      ['owned', 'container-name', 'owner', true, []],
      ['seen', 'container-name', 'sight', false, []],
    ]);
  });

  it('suggest what to paste, of what the reader may see and nobody claims', async () => {
    const { suggestions } = await get({ decision: publicOnly });
    expect(suggestions).toEqual([
      {
        annotations: {
          'docker-watcher/compose-project': 'shop',
          'docker-watcher/compose-service': 'api',
          'docker-watcher/host': 'far,local',
        },
        because: expect.stringContaining("project 'shop' on far, local"),
      },
    ]);
    const all = await get({});
    expect(all.suggestions).toHaveLength(2);
    expect(JSON.stringify(await get({ decision: publicOnly }))).not.toMatch(
      /hidden|secret/,
    );
  });

  it('explain what is wrong with the annotations, as the catalog has them now', async () => {
    const { problems } = await get({
      annotations: {
        'docker-watcher/selector': 'nonsense',
        'docker-watcher/container-name': 'web',
        'docker-watcher/host': 'local,nowhere',
      },
    });
    expect(problems).toEqual([
      {
        annotation: 'docker-watcher/selector',
        value: 'nonsense',
        problem: expect.stringContaining('no key=value'),
        cure: expect.any(String),
      },
      {
        annotation: 'docker-watcher/host',
        value: 'local,nowhere',
        problem: "The portal watches no host 'nowhere'",
        cure: expect.any(String),
      },
    ]);
  });

  it('tell who may not read hosts the same of one that is watched and one that is not', async () => {
    const problemsOn = async (host: string) =>
      (
        await get({
          hosts: AuthorizeResult.DENY,
          annotations: {
            'docker-watcher/compose-project': 'nothing',
            'docker-watcher/host': host,
          },
          decision: createDockerWatcherContainerConditionalDecision(
            dockerWatcherContainerReadPermission,
            dockerWatcherContainerConditions.hasLabel({ key: 'nobody' }),
          ),
        })
      ).problems;
    const watched = await problemsOn('far');
    expect(watched).toEqual([
      {
        annotation: 'docker-watcher/compose-project',
        value: 'nothing',
        problem: 'It matches no container that you may see',
        cure: expect.any(String),
      },
    ]);
    expect(await problemsOn('nowhere')).toEqual(watched);
  });

  it('are for those who may see containers, and of entities they may see', async () => {
    await expect(get({ use: AuthorizeResult.DENY })).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    await expect(
      get({ decision: { result: AuthorizeResult.DENY } }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await expect(get({}, 'component:default/none')).rejects.toMatchObject({
      name: 'NotFoundError',
      message: "No entity 'component:default/none'",
    });
    await expect(get({}, 'a b')).rejects.toMatchObject({ name: 'InputError' });
  });

  it('that failed are explained on the host', async () => {
    const { inventory } = await create({});
    const host = await inventory.getHost('local', {
      condition: 'label',
      key: 'public',
    });
    expect(host?.claimProblems).toEqual([
      {
        id: idOf('local/contested'),
        name: 'contested',
        problem:
          '2 entities claim it, so it belongs to none: component:default/api, component:default/y',
        cure: expect.stringContaining(LABEL_ENTITY_REF),
      },
      {
        id: idOf('local/malformed'),
        name: 'malformed',
        problem: expect.stringContaining("is '?', which is no reference"),
        cure: expect.stringContaining('component:default/shop-api'),
      },
    ]);
    expect(
      (await inventory.getHost('local', undefined))?.claimProblems,
    ).toHaveLength(3);
    expect(await inventory.getHost('local', 'none')).not.toHaveProperty(
      'claimProblems',
    );
  });
});
