import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * Puts the hosts and Compose projects that docker-watcher knows into the catalog.
       * Default: nothing is put there.
       */
      dockerWatcher?: {
        /**
         * Who owns the hosts, and those projects whose components have no owner in
         * common. Default: unknown.
         * @example group:default/platform
         */
        owner?: string;
        /**
         * Of the entities. Default: default.
         */
        namespace?: string;
        /**
         * The system they are part of. Default: none.
         * @example system:default/hosting
         */
        system?: string;
        /**
         * How often docker-watcher is asked. Default: every 5 minutes.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
