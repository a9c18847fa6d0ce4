import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Whose credentials they are: an entity reference, or the name of a service. */
export function readerRefOf(credentials: BackstageCredentials): string {
  const { principal } = credentials;
  if (typeof principal === 'object' && principal) {
    if ('userEntityRef' in principal) {
      return String(principal.userEntityRef);
    }
    if ('subject' in principal) {
      return String(principal.subject);
    }
  }
  return 'nobody';
}
