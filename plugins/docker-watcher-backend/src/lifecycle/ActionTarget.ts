import {
  Container,
  ContainerAction,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerEngine } from 'backstage-plugin-docker-watcher-node';

/** A host as actions see it. */
export type ActionHost = {
  /** Where it is configured that nothing may be changed there, if it is. */
  readonly readOnlyBecause?: string;
} & (
  | { readonly engine: ContainerEngine; readonly problem?: undefined }
  /** Cannot be reached as it is configured: what is wrong and the cure. */
  | { readonly engine?: undefined; readonly problem: string }
);

/** Something that somebody who may do it wants to be done. */
export interface ActionRequest {
  action: ContainerAction;
  container: Pick<Container, 'host' | 'id' | 'name' | 'workload' | 'entityRef'>;
  /** Nothing is done in any other state. */
  expectedState: ContainerState;
  /** Nothing is done if it started or ended after this time of the engine, ISO 8601. */
  notRunSince?: string;
  /** Of a removal: its volumes without a name go with it. */
  removeVolumes?: boolean;
  /** Entity reference of who wants it. */
  actor: string;
}
