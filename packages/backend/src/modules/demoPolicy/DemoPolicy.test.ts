import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import {
  dockerWatcherContainerReadPermission,
  dockerWatcherContainerRemovePermission,
  dockerWatcherContainerRestartPermission,
  dockerWatcherContainerStartPermission,
  dockerWatcherContainerStopPermission,
  dockerWatcherEventReadPermission,
  dockerWatcherHostReadPermission,
  dockerWatcherSettingsReadPermission,
  dockerWatcherSettingsUpdatePermission,
  dockerWatcherUsePermission,
} from 'backstage-plugin-docker-watcher-common';
import { DemoPolicy } from './DemoPolicy';

const people = {
  ada: ['user:default/ada', 'group:default/platform'],
  oli: ['user:default/oli', 'group:default/shop'],
  sam: ['user:default/sam'],
};

async function decide(person: keyof typeof people, permission: Permission) {
  const ownershipEntityRefs = people[person];
  return new DemoPolicy().handle(
    { permission },
    {
      credentials: mockCredentials.user(ownershipEntityRefs[0]),
      info: { userEntityRef: ownershipEntityRefs[0], ownershipEntityRefs },
    },
  );
}

const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };
const future = createPermission({
  name: 'docker-watcher.future',
  attributes: { action: 'update' },
});

describe('DemoPolicy', () => {
  it.each([
    ['ada', dockerWatcherUsePermission, ALLOW],
    ['ada', dockerWatcherHostReadPermission, ALLOW],
    ['ada', dockerWatcherContainerReadPermission, ALLOW],
    ['ada', dockerWatcherEventReadPermission, ALLOW],
    ['ada', dockerWatcherSettingsReadPermission, ALLOW],
    ['ada', dockerWatcherSettingsUpdatePermission, ALLOW],
    ['ada', future, ALLOW],
    ['oli', dockerWatcherUsePermission, ALLOW],
    ['oli', dockerWatcherHostReadPermission, ALLOW],
    ['oli', dockerWatcherSettingsReadPermission, DENY],
    ['oli', dockerWatcherSettingsUpdatePermission, DENY],
    ['oli', future, DENY],
    ['ada', dockerWatcherContainerRemovePermission, ALLOW],
    ['oli', dockerWatcherContainerRemovePermission, DENY],
    ['sam', dockerWatcherContainerRestartPermission, DENY],
    ['sam', dockerWatcherUsePermission, ALLOW],
    ['sam', dockerWatcherHostReadPermission, DENY],
    ['sam', dockerWatcherContainerReadPermission, DENY],
    ['sam', dockerWatcherEventReadPermission, DENY],
    ['sam', dockerWatcherSettingsReadPermission, DENY],
    ['sam', future, DENY],
  ] as const)(
    'for %s and %o decides %o',
    async (person, permission, decision) => {
      await expect(decide(person, permission)).resolves.toEqual(decision);
    },
  );

  it.each([
    dockerWatcherContainerReadPermission,
    dockerWatcherContainerStartPermission,
    dockerWatcherContainerStopPermission,
    dockerWatcherContainerRestartPermission,
  ])(
    'gives members of a team $name for the containers they own',
    async permission => {
      await expect(decide('oli', permission)).resolves.toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'docker-watcher',
        resourceType: 'docker-watcher-container',
        conditions: { rule: 'IS_OWNER', params: { claims: people.oli } },
      });
    },
  );

  it('lets members of a team read what happened to what they own', async () => {
    await expect(
      decide('oli', dockerWatcherEventReadPermission),
    ).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'docker-watcher',
      resourceType: 'docker-watcher-event',
      conditions: { rule: 'IS_OWNER', params: { claims: people.oli } },
    });
  });

  it('shows nothing of docker-watcher without a sign-in', async () => {
    await expect(
      new DemoPolicy().handle({ permission: dockerWatcherUsePermission }),
    ).resolves.toEqual(DENY);
  });

  it('leaves other plugins alone', async () => {
    const permission = createPermission({
      name: 'catalog.entity.read',
      attributes: { action: 'read' },
    });
    await expect(decide('sam', permission)).resolves.toEqual(ALLOW);
  });
});
