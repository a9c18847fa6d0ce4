import { ContainerEngine } from 'backstage-plugin-docker-watcher-node';

/** A host of the configuration or of a module, ready to be watched. */
export type WatchedHost = {
  readonly name: string;
  readonly title: string;
  readonly addresses: readonly string[];
  readonly entityRef?: string;
  readonly readOnly: boolean;
  readonly simulated: boolean;
  /** Owners whose annotations count; `*` stands for everybody. None if left out. */
  readonly trustAnnotationsFrom?: readonly string[];
  /** Of its containers; the settings' if left out. */
  readonly staleThresholdDays?: number;
} & (
  | { readonly engine: ContainerEngine; readonly problem?: undefined }
  /** Cannot be watched: what is wrong and the cure. */
  | { readonly engine?: undefined; readonly problem: string }
);
