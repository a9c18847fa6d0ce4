import {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/**
 * The references by which the asking user owns things, in lower case.
 *
 * @throws InputError when a service asks, which owns nothing.
 */
export async function readOwnershipRefs(options: {
  auth: AuthService;
  userInfo: UserInfoService;
  credentials: BackstageCredentials;
}): Promise<string[]> {
  const { auth, userInfo, credentials } = options;
  if (!auth.isPrincipal(credentials, 'user')) {
    throw new InputError(
      'ownedByMe=true needs a signed-in user, this caller is a service',
    );
  }
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  return ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US'));
}
