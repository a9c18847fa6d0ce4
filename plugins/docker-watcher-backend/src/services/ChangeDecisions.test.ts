import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  dockerWatcherContainerReadPermission,
  dockerWatcherSettingsReadPermission as read,
  dockerWatcherSettingsUpdatePermission as update,
} from 'backstage-plugin-docker-watcher-common';
import { ChangeDecisions } from './ChangeDecisions';

const user = mockCredentials.user('user:default/ada');
const service = mockCredentials.service('plugin:scaffolder');
const nobody = mockCredentials.none();

function decisionsFor(options: {
  permissionsEnabled: boolean;
  admins?: string[];
  /** Names of permissions that the policy refuses. */
  refused?: string[];
  ownershipEntityRefs?: string[];
}) {
  const { permissionsEnabled, admins = [], refused = [] } = options;
  const asked: unknown[] = [];
  const permissions = mockServices.permissions.mock({
    authorize: async requests => {
      asked.push(...requests);
      return requests.map(({ permission }) => ({
        result: refused.includes(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      }));
    },
  });
  const decisions = ChangeDecisions.create({
    permissions,
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: options.ownershipEntityRefs ?? ['user:default/ada'],
    }),
    permissionsEnabled,
    admins,
  });
  return { decisions, asked };
}

describe('ChangeDecisions', () => {
  it('follows the policy while there is one, for admins as well', async () => {
    const { decisions, asked } = decisionsFor({
      permissionsEnabled: true,
      admins: ['user:default/ada'],
      refused: [update.name],
    });
    const target = {
      permission: dockerWatcherContainerReadPermission,
      resourceRef: `local/${'a'.repeat(64)}`,
    };
    await expect(decisions.requireMayChange(target, user)).resolves.toEqual({
      actor: 'user:default/ada',
    });
    expect(asked).toEqual([target]);
    await expect(
      decisions.requireMayChange({ permission: update }, user),
    ).rejects.toThrow('Missing permission docker-watcher.settings.update');
    expect(
      await decisions.mayChange([target, { permission: update }], user),
    ).toEqual([true, false]);
    await decisions.requireMayReadGuarded({ permission: read }, user);
    expect(await decisions.mayReadGuarded({ permission: update }, user)).toBe(
      false,
    );
  });

  it('refuses everybody without a policy, and says what to do', async () => {
    const { decisions, asked } = decisionsFor({ permissionsEnabled: false });
    for (const refused of [
      decisions.requireMayChange({ permission: update }, user),
      decisions.requireMayReadGuarded({ permission: update }, user),
    ]) {
      await expect(refused).rejects.toMatchObject({
        name: 'NotAllowedError',
        message:
          'docker-watcher.settings.update is for administrators while the permission framework is off, and user:default/ada is none of them. Set permission.enabled, or name the user or one of their groups in dockerWatcher.admins.',
      });
    }
    expect(await decisions.mayChange([{ permission: update }], user)).toEqual([
      false,
    ]);
    expect(await decisions.mayReadGuarded({ permission: read }, user)).toBe(
      false,
    );
    // All of it would have been granted.
    expect(asked).toEqual([]);
  });

  it.each([
    ['themselves', 'user:default/ada', ['user:default/ada']],
    ['by a group', 'group:default/ops', ['user:default/ada', 'group:ops']],
    ['in other letters', 'group:default/ops', ['Group:Default/Ops']],
  ])('lets admins do it without a policy, %s', async (_, admin, refs) => {
    const { decisions } = decisionsFor({
      permissionsEnabled: false,
      admins: ['user:default/eve', admin],
      ownershipEntityRefs: refs,
    });
    await expect(
      decisions.requireMayChange({ permission: update }, user),
    ).resolves.toEqual({ actor: 'user:default/ada' });
    await decisions.requireMayReadGuarded({ permission: read }, user);
  });

  it('refuses those who are no admins', async () => {
    const { decisions } = decisionsFor({
      permissionsEnabled: false,
      admins: ['user:default/eve', 'group:default/ada'],
    });
    await expect(
      decisions.requireMayChange({ permission: update }, user),
    ).rejects.toThrow('user:default/ada is none of them');
  });

  it.each([true, false])(
    'lets services read and never change anything (policy: %s)',
    async permissionsEnabled => {
      const { decisions, asked } = decisionsFor({ permissionsEnabled });
      await expect(
        decisions.requireMayChange({ permission: update }, service),
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message:
          'Only users may make changes, and plugin:scaffolder is none. Make the request with the token of a user.',
      });
      expect(
        await decisions.mayChange([{ permission: update }], service),
      ).toEqual([false]);
      expect(asked).toEqual([]);
      await decisions.requireMayReadGuarded({ permission: read }, service);
    },
  );

  it('refuses callers that are nobody', async () => {
    const { decisions } = decisionsFor({
      permissionsEnabled: false,
      admins: ['user:default/ada'],
    });
    await expect(
      decisions.requireMayChange({ permission: update }, nobody),
    ).rejects.toThrow('Only users may make changes, and the caller is none');
    await expect(
      decisions.requireMayReadGuarded({ permission: read }, nobody),
    ).rejects.toThrow('the caller is none of them');
  });
});
