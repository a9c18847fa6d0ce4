import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import { KnownContainer } from '../inventory/InventoryReader';
import { FilterableContainer } from '../inventory/matchesContainerFilter';
import { containerRules } from '../permissions/rules';
import { ChangeDecisions } from './ChangeDecisions';
import { ContainerActionDecisions } from './ContainerActionDecisions';
import { ReaderDecisions } from './ReaderDecisions';

const ME = 'user:default/me';
const credentials = mockCredentials.user(ME);
const container = {
  host: 'local',
  id: 'a'.repeat(64),
  name: 'web',
  presence: 'present',
} as KnownContainer;

/** With a policy that lets owners stop and restart what is theirs. */
function decisionsOn(owners: Partial<FilterableContainer> | undefined) {
  const asked: number[] = [];
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async requests => {
      asked.push(requests.length);
      return requests.map(({ permission }) =>
        /stop|restart/.test(permission.name)
          ? {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'docker-watcher',
              resourceType: 'docker-watcher-container',
              conditions: {
                rule: 'IS_OWNER',
                resourceType: 'docker-watcher-container',
                params: { claims: [ME] },
              },
            }
          : { result: AuthorizeResult.DENY },
      );
    },
  });
  const decisions = ContainerActionDecisions.create({
    decisions: ReaderDecisions.create({
      permissions,
      toFilter: createConditionTransformer(Object.values(containerRules)),
      toEventCondition: () => {
        throw new Error('No events are asked for');
      },
      mayReadSettings: async () => false,
    }),
    changes: ChangeDecisions.create({
      permissions,
      auth: mockServices.auth(),
      userInfo: mockServices.userInfo(),
      permissionsEnabled: true,
      admins: [],
    }),
    inventory: {
      getFilterables: async refs =>
        refs.map(() =>
          owners
            ? {
                host: 'local',
                labels: {},
                trustedOwnerRefs: [],
                claimantRefs: [],
                ...owners,
              }
            : undefined,
        ),
    },
    hosts: new Map(),
  });
  return { decisions, asked };
}

describe('ContainerActionDecisions', () => {
  it('lets owners do what the policy gives to owners, asking it once', async () => {
    const { decisions, asked } = decisionsOn({
      trustedOwnerRefs: [ME],
      claimantRefs: [ME],
    });
    await expect(decisions.describe(container, credentials)).resolves.toEqual({
      allowedActions: ['stop', 'restart'],
      maySnooze: false,
    });
    expect(asked).toEqual([5]);
    await expect(
      decisions.require('stop', container, credentials),
    ).resolves.toEqual({ actor: ME });
    await expect(
      decisions.require('remove', container, credentials),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('docker-watcher.container.remove'),
    });
  });

  it.each([
    ['by an annotation that nobody trusts', { claimantRefs: [ME] }],
    ['as somebody else', { trustedOwnerRefs: ['user:default/other'] }],
    ['of what went meanwhile', undefined],
  ])('lets nobody do anything %s', async (_, owners) => {
    const { decisions } = decisionsOn(owners);
    await expect(decisions.describe(container, credentials)).resolves.toEqual({
      allowedActions: [],
      maySnooze: false,
    });
    await expect(
      decisions.require('stop', container, credentials),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('asks nobody where nothing can be done', async () => {
    const { decisions, asked } = decisionsOn({ trustedOwnerRefs: [ME] });
    await expect(
      decisions.describe({ ...container, presence: 'missing' }, credentials),
    ).resolves.toEqual({
      allowedActions: [],
      actionsObstacle: 'removed',
      maySnooze: false,
    });
    expect(asked).toEqual([]);
  });

  it('asks of snoozes alone where the host is in the way', async () => {
    const { decisions, asked } = decisionsOn({ trustedOwnerRefs: [ME] });
    await expect(
      decisions.describe({ ...container, presence: 'unknown' }, credentials),
    ).resolves.toEqual({
      allowedActions: [],
      actionsObstacle: 'host-unreachable',
      maySnooze: false,
    });
    expect(asked).toEqual([1]);
  });
});
