import * as types from '../types';
import { components } from './openapi.generated';

type Schemas = components['schemas'];

/** Whether values of either type are values of the other as well. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Fails to compile when one of them is not the same. */
const same: [
  Same<types.Container, Schemas['Container']>,
  Same<types.ContainerDetail, Schemas['ContainerDetail']>,
  Same<types.ContainerActionAnswer, Schemas['ContainerActionAnswer']>,
  Same<types.Host, Schemas['Host']>,
  Same<types.Summary, Schemas['Summary']>,
  Same<types.Page<types.Container>, Schemas['ContainerPage']>,
  Same<types.Page<types.Host>, Schemas['HostPage']>,
  Same<types.WatcherEvent, Schemas['WatcherEvent']>,
  Same<types.EntityClaims, Schemas['EntityClaims']>,
  Same<types.EventsPage, Schemas['EventPage']>,
  Same<types.EventKind, Schemas['EventKind']>,
] = [true, true, true, true, true, true, true, true, true, true, true];

/** Members beyond those both know are not seen by assignability. */
type SameMembers<A, B> = Same<keyof A, keyof B>;
const sameMembers: [
  SameMembers<types.Container, Schemas['Container']>,
  SameMembers<types.ContainerDetail, Schemas['ContainerDetail']>,
  SameMembers<types.ContainerPort, Schemas['ContainerPort']>,
  SameMembers<types.ContainerMount, Schemas['ContainerMount']>,
  SameMembers<types.ContainerNetwork, Schemas['ContainerNetwork']>,
  SameMembers<types.Host, Schemas['Host']>,
  SameMembers<types.HostEngine, Schemas['HostEngine']>,
  SameMembers<types.EntityClaim, Schemas['EntityClaim']>,
  SameMembers<types.Summary, Schemas['Summary']>,
  SameMembers<types.WatcherEventBase, Schemas['WatcherEventBase']>,
] = [true, true, true, true, true, true, true, true, true, true];

describe('the types by hand', () => {
  it('say the same as the OpenAPI document', () => {
    expect([...same, ...sameMembers]).not.toContain(false);
  });
});
