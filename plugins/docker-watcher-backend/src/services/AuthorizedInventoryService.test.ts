import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  ContainerDetail,
  Host,
  Summary,
  dockerWatcherContainerReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import { InventoryReader } from '../inventory/InventoryReader';
import { matchesContainerFilter } from '../inventory/matchesContainerFilter';
import {
  createDockerWatcherContainerConditionalDecision,
  dockerWatcherContainerConditions,
} from '../permissions/conditionExports';
import { containerRules, eventRules } from '../permissions/rules';
import { AuthorizedInventoryService } from './AuthorizedInventoryService';
import { DefaultInventoryService } from './DefaultInventoryService';
import { ReaderDecisions } from './ReaderDecisions';

const ID = 'a'.repeat(64);
const allow: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: DefinitivePolicyDecision = { result: AuthorizeResult.DENY };
const ifOwner = createDockerWatcherContainerConditionalDecision(
  dockerWatcherContainerReadPermission,
  {
    anyOf: [
      dockerWatcherContainerConditions.isOwner({ claims: ['group:default/a'] }),
      { not: dockerWatcherContainerConditions.isOnHost({ hosts: ['local'] }) },
    ],
  },
);
const ownerFilter = {
  anyOf: [
    { condition: 'owner', ownerRefs: ['group:default/a'], by: 'any-claim' },
    { not: { condition: 'host', hosts: ['local'] } },
  ],
};

/** What a reader with these decisions gets, and what the inventory was asked. */
function serviceFor(decisions: {
  use?: DefinitivePolicyDecision;
  host?: DefinitivePolicyDecision;
  container?: PolicyDecision;
  ownerRefs?: string[];
}) {
  const asked: unknown[][] = [];
  const container = {
    host: 'local',
    id: ID,
    labels: {},
  } as Partial<ContainerDetail> as ContainerDetail;
  const inventory: InventoryReader = {
    async listContainers(...args) {
      asked.push(['listContainers', ...args]);
      return { items: [], pageInfo: {}, totalItems: 0 };
    },
    async getContainer({ id }, visible) {
      const filterable = {
        host: 'local',
        labels: {},
        trustedOwnerRefs: [],
        claimantRefs: decisions.ownerRefs ?? [],
      };
      return id === ID &&
        (!visible || matchesContainerFilter(filterable, visible))
        ? container
        : undefined;
    },
    async getFilterables() {
      return [];
    },
    async getContainers() {
      return [];
    },
    async getReclaimables() {
      return new Map();
    },
    async listStale() {
      throw new Error('Nothing is asked about staleness here');
    },
    async listHosts(...args) {
      asked.push(['listHosts', ...args]);
      return [];
    },
    async getHost(name, visible) {
      asked.push(['getHost', name, visible]);
      return name === 'local' ? ({ name } as Host) : undefined;
    },
    async summarize(...args) {
      asked.push(['summarize', ...args]);
      return {} as Summary;
    },
  };
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) =>
        permission.name === 'docker-watcher.use'
          ? decisions.use ?? allow
          : decisions.host ?? allow,
      ),
    authorizeConditional: async requests =>
      requests.map(() => decisions.container ?? allow),
  });
  const service = AuthorizedInventoryService.create({
    inventory: DefaultInventoryService.create({
      inventory,
      auth: mockServices.auth(),
      userInfo: mockServices.userInfo({
        userEntityRef: 'user:default/me',
        ownershipEntityRefs: ['user:default/Me', 'group:default/a'],
      }),
    }),
    decisions: ReaderDecisions.create({
      permissions,
      toFilter: createConditionTransformer(Object.values(containerRules)),
      toEventCondition: createConditionTransformer(Object.values(eventRules)),
      mayReadSettings: async () => true,
    }),
    actions: {
      describe: async () => ({ allowedActions: ['stop'], maySnooze: true }),
    },
  });
  return { service, asked };
}

const credentials = mockCredentials.user();
const ref = { host: 'local', id: ID };

describe('AuthorizedInventoryService', () => {
  it('shows everything to those who may see everything', async () => {
    const { service, asked } = serviceFor({});
    await service.getSummary({ credentials });
    await service.listHosts({ credentials });
    await service.getHost('local', { credentials });
    await service.listContainers({ limit: 5 }, { credentials });
    expect(await service.getContainer(ref, { credentials })).toMatchObject({
      ...ref,
      allowedActions: ['stop'],
    });
    expect(asked).toEqual([
      ['summarize', { visible: undefined, hosts: true }],
      ['listHosts', undefined],
      ['getHost', 'local', undefined],
      ['listContainers', { limit: 5 }, undefined],
    ]);
  });

  it('refuses every call without docker-watcher.use and asks the inventory nothing', async () => {
    const { service, asked } = serviceFor({ use: deny });
    for (const call of [
      () => service.getSummary({ credentials }),
      () => service.listHosts({ credentials }),
      () => service.getHost('local', { credentials }),
      () => service.listContainers({}, { credentials }),
      () => service.getContainer(ref, { credentials }),
    ]) {
      await expect(call()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: 'Missing permission docker-watcher.use',
      });
    }
    expect(asked).toEqual([]);
  });

  it('refuses hosts without docker-watcher.host.read, and does not count them', async () => {
    const { service, asked } = serviceFor({ host: deny });
    for (const call of [
      () => service.listHosts({ credentials }),
      () => service.getHost('local', { credentials }),
      () => service.getHost('unknown', { credentials }),
    ]) {
      await expect(call()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: 'Missing permission docker-watcher.host.read',
      });
    }
    await service.getSummary({ credentials });
    await service.listContainers({}, { credentials });
    await service.getContainer(ref, { credentials });
    expect(asked).toEqual([
      ['summarize', { visible: undefined, hosts: false }],
      ['listContainers', {}, undefined],
    ]);
  });

  it('limits lists and all counts to the containers of a conditional decision', async () => {
    const { service, asked } = serviceFor({ container: ifOwner });
    await service.getSummary({ credentials });
    await service.listHosts({ credentials });
    await service.getHost('local', { credentials });
    await service.listContainers({}, { credentials });
    expect(asked).toEqual([
      ['summarize', { visible: ownerFilter, hosts: true }],
      ['listHosts', ownerFilter],
      ['getHost', 'local', ownerFilter],
      ['listContainers', {}, ownerFilter],
    ]);
  });

  it('shows a single container only if it meets the condition', async () => {
    const mine = serviceFor({
      container: ifOwner,
      ownerRefs: ['group:default/a'],
    });
    expect(await mine.service.getContainer(ref, { credentials })).toMatchObject(
      ref,
    );
    const others = serviceFor({
      container: ifOwner,
      ownerRefs: ['group:default/b'],
    });
    await expect(
      others.service.getContainer(ref, { credentials }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('answers alike for a container that is hidden and one that does not exist', async () => {
    const missing = { host: 'local', id: 'b'.repeat(64) };
    for (const decisions of [
      { container: deny },
      { container: ifOwner },
      { container: allow },
    ]) {
      const { service } = serviceFor(decisions);
      await expect(
        service.getContainer(missing, { credentials }),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
        message: `No container '${missing.id}' on host 'local'`,
      });
    }
    for (const container of [deny, ifOwner]) {
      await expect(
        serviceFor({ container }).service.getContainer(ref, { credentials }),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
        message: `No container '${ID}' on host 'local'`,
      });
    }
  });

  it('refuses a list to those who may see no container, and counts none', async () => {
    const { service, asked } = serviceFor({ container: deny });
    await expect(
      service.listContainers({}, { credentials }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'Missing permission docker-watcher.container.read',
    });
    await service.getSummary({ credentials });
    await service.listHosts({ credentials });
    expect(asked).toEqual([
      ['summarize', { visible: 'none', hosts: true }],
      ['listHosts', 'none'],
    ]);
  });

  it('tells hosts that do not exist', async () => {
    await expect(
      serviceFor({}).service.getHost('nowhere', { credentials }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: "No host 'nowhere'",
    });
  });

  it('takes ownedByMe for everything the user owns, also through groups', async () => {
    const { service, asked } = serviceFor({});
    await service.listContainers({ ownedByMe: true, q: 'x' }, { credentials });
    await service.listContainers({ ownedByMe: false }, { credentials });
    await service.listContainers(
      { ownedByMe: false },
      { credentials: mockCredentials.service() },
    );
    expect(asked).toEqual([
      [
        'listContainers',
        { q: 'x', ownerRefs: ['user:default/me', 'group:default/a'] },
        undefined,
      ],
      ['listContainers', {}, undefined],
      ['listContainers', {}, undefined],
    ]);
    await expect(
      service.listContainers(
        { ownedByMe: true },
        { credentials: mockCredentials.service() },
      ),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('ownedByMe=true needs a signed-in user'),
    });
  });
});
