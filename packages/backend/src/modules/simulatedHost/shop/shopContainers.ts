import {
  ContainerPort,
  LABEL_COMPOSE_NUMBER,
  LABEL_COMPOSE_PROJECT,
  LABEL_COMPOSE_SERVICE,
  LABEL_ENTITY_REF,
  LABEL_IGNORE,
  LABEL_STALE_THRESHOLD_DAYS,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerSpec } from '../SimulatedMachine';

type Details = Pick<ContainerSpec, 'image'> &
  Partial<Omit<ContainerSpec, 'name' | 'image'>>;

function published(publicPort: number, privatePort: number): ContainerPort {
  return { ip: '0.0.0.0', publicPort, privatePort, protocol: 'tcp' };
}

function standalone(name: string, details: Details): ContainerSpec {
  return {
    name,
    ports: [],
    labels: {},
    mounts: [],
    networks: [{ name: 'bridge', ipAddress: '172.17.0.2', aliases: [] }],
    environmentNames: ['PATH'],
    restartPolicy: 'no',
    healthcheck: false,
    ...details,
  };
}

function shopService(
  service: string,
  options: Details & { entityRef?: string; number?: number },
): ContainerSpec {
  const { entityRef, number = 1, ...details } = options;
  return standalone(`shop-${service}-${number}`, {
    restartPolicy: 'unless-stopped',
    networks: [
      { name: 'shop_default', ipAddress: '172.20.0.3', aliases: [service] },
    ],
    ...details,
    labels: {
      [LABEL_COMPOSE_PROJECT]: 'shop',
      [LABEL_COMPOSE_SERVICE]: service,
      [LABEL_COMPOSE_NUMBER]: String(number),
      ...(entityRef && { [LABEL_ENTITY_REF]: entityRef }),
    },
  });
}

function web(number: number): ContainerSpec {
  return shopService('web', {
    number,
    entityRef: 'component:default/shop-web',
    image: 'nginx:1.27-alpine',
    ports: [published(8079 + number, 80)],
    environmentNames: ['NGINX_VERSION', 'PATH'],
    healthcheck: true,
  });
}

const db = shopService('db', {
  entityRef: 'resource:default/shop-db',
  image: 'postgres:16-alpine',
  ports: [{ privatePort: 5432, protocol: 'tcp' }],
  mounts: [
    {
      type: 'volume',
      name: 'shop_db',
      source: '/var/lib/docker/volumes/shop_db/_data',
      destination: '/var/lib/postgresql/data',
      readOnly: false,
    },
  ],
  environmentNames: [
    'PATH',
    'POSTGRES_DB',
    'POSTGRES_PASSWORD',
    'POSTGRES_USER',
  ],
  healthcheck: true,
});

/** The containers on the simulated machine, by their part in the script. */
export const shopContainers = {
  web1: web(1),
  web2: web(2),
  api: shopService('api', {
    entityRef: 'component:default/shop-api',
    image: 'example/shop-api:4.2.0',
    ports: [published(8090, 8081)],
    environmentNames: ['DATABASE_URL', 'LOG_LEVEL', 'PATH', 'SESSION_SECRET'],
    healthcheck: true,
  }),
  db,
  cache: shopService('cache', {
    entityRef: 'resource:default/shop-cache',
    image: 'redis:7-alpine',
    ports: [{ privatePort: 6379, protocol: 'tcp' }],
  }),
  worker: shopService('worker', {
    entityRef: 'component:default/shop-worker',
    image: 'example/shop-worker:4.2.0',
    environmentNames: ['DATABASE_URL', 'PATH'],
    healthcheck: true,
  }),
  mailer: shopService('mailer', {
    entityRef: 'component:default/shop-worker',
    image: 'example/shop-mailer:4.2.0-rc.1',
    environmentNames: ['PATH', 'SMTP_PASSWORD', 'SMTP_URL'],
    restartPolicy: 'always',
  }),
  search: shopService('search', {
    entityRef: 'component:default/shop-api',
    image: 'example/shop-search:2.0.3',
    ports: [{ privatePort: 9200, protocol: 'tcp' }],
    healthcheck: true,
  }),
  /** Nobody claims it, but an entity has the name of its service. */
  recommender: shopService('recommender', {
    image: 'example/shop-recommender:0.3.1',
    environmentNames: ['MODEL_PATH', 'PATH'],
    healthcheck: true,
  }),
  migrate: shopService('migrate', {
    entityRef: 'component:default/shop-api',
    image: 'example/shop-api:4.2.0',
    restartPolicy: 'no',
  }),
  backup: shopService('backup', {
    entityRef: 'resource:default/shop-db',
    image: 'postgres:16-alpine',
    restartPolicy: 'no',
  }),
  report: shopService('report', {
    entityRef: 'component:default/shop-worker',
    image: 'example/shop-worker:4.2.0',
    restartPolicy: 'no',
  }),
  metrics: standalone('metrics', {
    image: 'prom/prometheus:v2.54.1',
    labels: { [LABEL_ENTITY_REF]: 'component:default/metrics' },
    ports: [published(9090, 9090)],
    mounts: [
      {
        type: 'bind',
        source: '/srv/metrics/prometheus.yml',
        destination: '/etc/prometheus/prometheus.yml',
        readOnly: true,
      },
    ],
    restartPolicy: 'always',
  }),
  /** Belongs to nobody. */
  registry: standalone('registry-mirror', {
    image: 'registry:2',
    ports: [published(5000, 5000)],
    restartPolicy: 'always',
  }),
  /** Owned, stopped long ago, and the only one to use its volume. */
  importer: shopService('import', {
    entityRef: 'component:default/shop-worker',
    image: 'example/shop-import:2.9.4',
    restartPolicy: 'no',
    mounts: [
      {
        type: 'volume',
        name: '5e0b6c1f'.repeat(8),
        source: `/var/lib/docker/volumes/${'5e0b6c1f'.repeat(8)}/_data`,
        destination: '/var/spool/import',
        readOnly: false,
      },
    ],
    writableBytes: 412_000_000,
    volumeBytes: 1_870_000_000,
    imageBytes: 640_000_000,
  }),
  /** Never started. */
  seed: shopService('seed', {
    entityRef: 'component:default/shop-api',
    image: 'example/shop-api:3.8.0',
    restartPolicy: 'no',
    writableBytes: 0,
    imageBytes: 310_000_000,
  }),
  /** Runs once a quarter, so its own label keeps it for longer. */
  quarter: standalone('quarter-closing', {
    image: 'example/closing:1.4',
    labels: {
      [LABEL_ENTITY_REF]: 'component:default/shop-worker',
      [LABEL_STALE_THRESHOLD_DAYS]: '100',
    },
  }),
  /** Kept for good. */
  rescue: standalone('rescue-shell', {
    image: 'alpine:3.20',
    labels: { [LABEL_IGNORE]: 'true' },
  }),
  /** Belongs to nobody, and nobody misses it. */
  oldRegistry: standalone('registry-old', {
    image: 'registry:2.6',
    writableBytes: 2_640_000_000,
    imageBytes: 33_000_000,
  }),
  /** An entity claims it by annotation. */
  wiki: standalone('old-wiki', {
    image: 'example/wiki:1.8',
    writableBytes: 96_000_000,
    imageBytes: 520_000_000,
  }),
  batch: standalone('price-import', {
    image: 'python:3.13-slim',
    labels: { [LABEL_ENTITY_REF]: 'component:default/shop-worker' },
  }),
  /** Two entities claim it by annotation. */
  loadTest: standalone('load-test', { image: 'grafana/k6:0.54.0' }),
} satisfies Record<string, ContainerSpec>;
