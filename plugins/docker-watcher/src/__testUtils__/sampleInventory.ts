import { ContainerDetail, Host } from 'backstage-plugin-docker-watcher-common';
import { buildContainerDetail, buildHost, idOf } from './builders';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A small company's hosts and containers, in about every state there is. */
export function sampleInventory(now: number): {
  hosts: Host[];
  containers: ContainerDetail[];
} {
  const ago = (ms: number) => new Date(now - ms).toISOString();
  const compose = (project: string, service: string, number = 1) => ({
    project,
    service,
    number,
  });

  const hosts: Host[] = [
    buildHost({
      name: 'local',
      title: 'Workshop server',
      stateSince: ago(3 * DAY),
      lastSyncAt: ago(8_000),
      addresses: ['workshop.example.com', '192.0.2.10'],
      clockSkewMs: 12_400,
      readOnly: true,
    }),
    buildHost({
      name: 'nas',
      title: 'nas',
      state: 'unreachable',
      stateSince: ago(12 * MINUTE),
      lastSyncAt: ago(12 * MINUTE),
      engine: {
        product: 'podman',
        version: '5.2.2',
        apiVersion: '1.41',
        os: 'linux',
        architecture: 'arm64',
      },
      addresses: [],
      error:
        'connect ECONNREFUSED 192.0.2.20:2376. Is the engine running there, and does it listen on this port?',
    }),
    buildHost({
      name: 'demo',
      title: 'Demo host',
      simulated: true,
      engine: { product: 'simulated', version: '1.0', apiVersion: '1.47' },
      stateSince: ago(2 * HOUR),
      lastSyncAt: ago(3_000),
      addresses: ['localhost'],
    }),
    buildHost({
      name: 'edge-1',
      title: 'edge-1',
      state: 'misconfigured',
      stateSince: ago(2 * HOUR),
      engine: undefined,
      lastSyncAt: undefined,
      addresses: [],
      error:
        "dockerWatcher.hosts[3].tls.caFile '/etc/docker/ca.pem' does not exist. Correct the path, or mount the file into the portal's container.",
    }),
  ];

  const shop = {
    host: 'local',
    createdAt: ago(21 * DAY),
    startedAt: ago(3 * DAY),
    lastSeenAt: ago(8_000),
    inspectedAt: ago(3 * DAY),
  };
  const containers: ContainerDetail[] = [
    buildContainerDetail({
      ...shop,
      name: 'shop-web-1',
      image: 'registry.example.com/shop/web:2026.11.3',
      health: 'healthy',
      compose: compose('shop', 'web'),
      workload: 'local/compose:shop/web/1',
      ports: [
        { ip: '0.0.0.0', publicPort: 8080, privatePort: 80, protocol: 'tcp' },
        { ip: '::', publicPort: 8080, privatePort: 80, protocol: 'tcp' },
        { ip: '0.0.0.0', publicPort: 8443, privatePort: 443, protocol: 'tcp' },
      ],
      entityRef: 'component:default/shop-web',
      claims: [
        {
          entityRef: 'component:default/shop-web',
          source: 'label',
          trusted: true,
        },
      ],
      ownerRefs: ['group:default/shop-team'],
      labels: {
        'docker-watcher.entity-ref': 'component:default/shop-web',
        'com.docker.compose.project': 'shop',
        'com.docker.compose.service': 'web',
        'com.docker.compose.container-number': '1',
        'com.docker.compose.oneoff': 'False',
        'com.docker.compose.version': '2.29.7',
        'org.opencontainers.image.source': 'https://git.example.com/shop/web',
        'org.opencontainers.image.revision':
          '4f1c2d9b0e7a4f1c2d9b0e7a4f1c2d9b0e7a4f1c',
        'maintainer.note': '<b onclick="alert(1)">not markup</b>',
      },
      mounts: [
        {
          type: 'bind',
          source: '/srv/shop/nginx.conf',
          destination: '/etc/nginx/nginx.conf',
          readOnly: true,
        },
        {
          type: 'volume',
          name: 'shop_static',
          destination: '/usr/share/nginx/html',
          readOnly: false,
        },
      ],
      networks: [
        { name: 'shop_default', ipAddress: '172.20.0.4', aliases: ['web'] },
        { name: 'edge', ipAddress: '172.21.0.9', aliases: [] },
      ],
      environmentNames: [
        'PATH',
        'NGINX_VERSION',
        'SHOP_API_URL',
        'SHOP_API_TOKEN',
        'TZ',
      ],
      restartPolicy: 'unless-stopped',
    }),
    buildContainerDetail({
      ...shop,
      name: 'shop-api-1',
      image: 'registry.example.com/shop/api:2026.11.3',
      health: 'unhealthy',
      compose: compose('shop', 'api'),
      ports: [
        {
          ip: '127.0.0.1',
          publicPort: 9000,
          privatePort: 9000,
          protocol: 'tcp',
        },
      ],
      entityRef: 'component:default/shop-api',
      claims: [
        {
          entityRef: 'component:default/shop-api',
          source: 'label',
          trusted: true,
        },
      ],
      ownerRefs: ['group:default/shop-team'],
      restartCount: 3,
      restartPolicy: 'on-failure:5',
    }),
    buildContainerDetail({
      ...shop,
      name: 'shop-db-1',
      image: 'postgres:16.4',
      health: 'healthy',
      compose: compose('shop', 'db'),
      ports: [
        { ip: '0.0.0.0', publicPort: 5432, privatePort: 5432, protocol: 'tcp' },
      ],
      entityRef: 'resource:default/shop-db',
      claims: [
        {
          entityRef: 'resource:default/shop-db',
          source: 'label',
          trusted: true,
        },
      ],
      ownerRefs: ['group:default/shop-team'],
      restartPolicy: 'always',
    }),
    buildContainerDetail({
      ...shop,
      name: 'shop-migrate-1',
      image: 'registry.example.com/shop/api:2026.11.3',
      state: 'exited',
      exitCode: 0,
      finishedAt: ago(3 * DAY - MINUTE),
      compose: compose('shop', 'migrate'),
      claims: [
        {
          entityRef: 'component:default/shop-api',
          source: 'label',
          trusted: true,
        },
        {
          entityRef: 'resource:default/shop-db',
          source: 'label',
          trusted: true,
        },
      ],
    }),
    buildContainerDetail({
      ...shop,
      name: 'image-resizer',
      image: `ghcr.io/example/resizer@sha256:${idOf('resizer')}`,
      state: 'exited',
      exitCode: 137,
      oomKilled: true,
      finishedAt: ago(2 * HOUR),
    }),
    buildContainerDetail({
      ...shop,
      name: 'mail-relay',
      image: 'postfix:3.9',
      state: 'restarting',
      restartCount: 48,
      finishedAt: ago(4_000),
      exitCode: 1,
      ports: [
        { ip: '0.0.0.0', publicPort: 25, privatePort: 25, protocol: 'tcp' },
        { ip: '0.0.0.0', publicPort: 53, privatePort: 53, protocol: 'udp' },
      ],
    }),
    buildContainerDetail({
      ...shop,
      name: 'batch-import',
      image: 'registry.example.com/batch/import:nightly',
      state: 'created',
      startedAt: undefined,
      createdAt: ago(5 * HOUR),
    }),
    buildContainerDetail({
      ...shop,
      name: 'load-test',
      image: 'grafana/k6:0.54.0',
      state: 'paused',
      startedAt: ago(26 * HOUR),
    }),
    buildContainerDetail({
      host: 'nas',
      name: 'photos',
      image: 'photoprism/photoprism:240915',
      presence: 'unknown',
      lastSeenAt: ago(12 * MINUTE),
      createdAt: ago(200 * DAY),
      startedAt: ago(40 * DAY),
      health: 'healthy',
      ports: [
        { ip: '0.0.0.0', publicPort: 2342, privatePort: 2342, protocol: 'tcp' },
      ],
    }),
    buildContainerDetail({
      host: 'nas',
      name: 'backup-of-the-family-archive-with-a-very-long-name',
      image: 'restic/restic:0.17.1',
      state: 'exited',
      exitCode: 1,
      presence: 'unknown',
      lastSeenAt: ago(12 * MINUTE),
      createdAt: ago(90 * DAY),
      finishedAt: ago(9 * HOUR),
    }),
  ];
  for (let index = 1; index <= 60; index += 1) {
    containers.push(
      buildContainerDetail({
        host: 'demo',
        name: `worker-${String(index).padStart(2, '0')}`,
        image: 'registry.example.com/queue/worker:1.8.2',
        compose: compose('queue', 'worker', index),
        health: index % 17 === 0 ? 'starting' : 'healthy',
        createdAt: ago(index * HOUR),
        startedAt: ago(index * HOUR),
        lastSeenAt: ago(3_000),
        ports: [
          {
            ip: '0.0.0.0',
            publicPort: 20_000 + index,
            privatePort: 8080,
            protocol: 'tcp',
          },
        ],
      }),
    );
  }
  for (const host of hosts) {
    const own = containers.filter(container => container.host === host.name);
    host.containers = {
      total: own.length,
      running: own.filter(container => container.state === 'running').length,
      unhealthy: own.filter(container => container.health === 'unhealthy')
        .length,
    };
  }
  return { hosts, containers };
}
