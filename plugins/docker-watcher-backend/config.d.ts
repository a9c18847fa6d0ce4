import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Watches Docker hosts. */
  dockerWatcher?: {
    /**
     * Users and groups who may make changes and see the settings while the permission
     * framework is off. With `permission.enabled` its policy decides alone and this
     * list means nothing. Default: nobody.
     * @example [group:default/platform, user:default/ada]
     */
    admins?: string[];

    /**
     * Refuses every change on every host, whoever asks. Default: false.
     */
    readOnly?: boolean;

    /**
     * The hosts to watch. Default: none.
     *
     * An entry with a mistake is not watched and shown as misconfigured, with the
     * path of the mistake and its cure; the others run.
     */
    hosts?: Array<{
      /**
       * Name by which the portal knows the host, for links, filters and
       * permissions: 1 to 63 lower-case letters, digits, dots, dashes and
       * underscores. Of two hosts with one name only the first is watched.
       * @example build-01
       */
      name: string;
      /**
       * Where its engine listens: a socket as `unix://` with its absolute path, or
       * `tcp://` with host and port. Default port: 2376 with `tls`, else 2375.
       * Whoever reaches an engine rules its host; use `tcp://` without `tls` only
       * where nobody else can.
       * @example unix:///var/run/docker.sock
       * @example tcp://10.0.0.5:2376
       */
      url: string;
      /**
       * PEM files for mutual TLS, all three, as paths that the backend may read
       * (relative ones start at its working directory). They are read anew at each
       * connect, so that renewed certificates are taken up.
       */
      tls?: {
        /**
         * The authority that signed the engine's certificate.
         * @example /etc/docker-watcher/ca.pem
         */
        ca: string;
        /**
         * The portal's certificate.
         * @example /etc/docker-watcher/cert.pem
         */
        cert: string;
        /**
         * Path of the private key that belongs to the certificate. The path, not
         * the key itself; treated as a secret for the case that somebody pastes
         * the key.
         * @visibility secret
         * @example /etc/docker-watcher/key.pem
         */
        key: string;
      };
      /**
       * What people see instead of the name. Default: the name.
       * @example Build server
       */
      title?: string;
      /**
       * Names and addresses under which its published ports are reached, the one
       * to use in links first. Default: the host of a `tcp://` url; none for a
       * socket.
       * @example [10.0.0.5, build.internal]
       */
      addresses?: string[] | string;
      /**
       * The entity of the catalog that stands for the host; its kind defaults to
       * resource.
       * @example resource:default/build-01
       */
      entityRef?: string;
      /**
       * Refuses every change on this host. Default: false.
       */
      readOnly?: boolean;
      /**
       * Whose annotations make owners: users and groups that own the entities which
       * claim containers of this host, or `['*']` for everybody. Whoever may edit the
       * catalog-info of such an entity then reads logs and events of what it claims,
       * and may act on it as the policy allows. Of several owners all have to be listed.
       * Annotations of others give sight of a container and nothing more. Default:
       * nobody's.
       * @example [group:default/shop]
       */
      trustAnnotationsFrom?: string[];
      /**
       * After how many days without running its containers are stale, 1 to 3650; a
       * label of a container or an annotation of its entity counts before it. Default:
       * the settings.
       * @example 14
       */
      staleThresholdDays?: number | string;
    }>;

    reconcile?: {
      /**
       * Time between two complete lists of a host's containers, 1 second to 1
       * hour. Default: 30 seconds.
       * @example { seconds: 30 }
       */
      interval?: HumanDuration | string;
    };

    inventory?: {
      /**
       * How long a removed container is remembered, 1 hour to 10 years. Default:
       * 30 days.
       * @example { days: 30 }
       */
      keepRemoved?: HumanDuration | string;
    };

    eventLog?: {
      /**
       * How long events are kept by their severity, each 1 hour to 10 years, unless
       * set in the portal.
       */
      retention?: {
        /**
         * Default: 30 days.
         * @example { days: 30 }
         */
        info?: HumanDuration | string;
        /**
         * Default: 30 days.
         * @example { days: 30 }
         */
        warn?: HumanDuration | string;
        /**
         * Default: 90 days.
         * @example { days: 90 }
         */
        error?: HumanDuration | string;
      };
    };

    stale?: {
      /**
       * After how many days without running a container is stale, unless set in the
       * portal: a whole number, 1 to 3650. Default: 7.
       * @example 7
       */
      thresholdDays?: number;
    };
  };
}
