import { Entity } from '@backstage/catalog-model';
import {
  Container,
  EntityClaims,
} from 'backstage-plugin-docker-watcher-common';

function component(
  name: string,
  title: string,
  annotations?: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, title, namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'shop-team' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
  };
}

/** Entities beside the sample inventory: with containers, with conflicts, with nothing. */
export const sampleEntities: Entity[] = [
  component('shop-web', 'Shop web'),
  component('shop-api', 'Shop API', {
    'docker-watcher/selector': 'team=shop',
    'docker-watcher/host': 'atlantis',
  }),
  component('image-resizer', 'Image resizer', {
    'backstage.io/edit-url': 'https://git.example.com/shop/resizer/edit',
  }),
  component('gateway', 'Gateway'),
];

/** What there is to tell of them. */
export function sampleClaims(
  containers: readonly Container[],
): Map<string, EntityClaims> {
  const claimOf = (name: string) => {
    const { host, id, state } = containers.find(each => each.name === name)!;
    return { host, id, name, state };
  };
  return new Map<string, EntityClaims>([
    [
      'component:default/shop-web',
      {
        claims: [
          {
            ...claimOf('shop-web-1'),
            source: 'label',
            trusted: true,
            standing: 'owner',
            rivals: [],
          },
        ],
        problems: [],
        suggestions: [],
      },
    ],
    [
      'component:default/shop-api',
      {
        claims: [
          {
            ...claimOf('shop-api-1'),
            source: 'label',
            trusted: true,
            standing: 'owner',
            rivals: [],
          },
          {
            ...claimOf('shop-migrate-1'),
            source: 'selector',
            trusted: true,
            standing: 'contested',
            rivals: ['resource:default/shop-db'],
          },
          {
            ...claimOf('shop-db-1'),
            source: 'selector',
            trusted: false,
            standing: 'overridden',
            rivals: ['resource:default/shop-db'],
          },
          {
            ...claimOf('photos'),
            source: 'container-name',
            trusted: false,
            standing: 'sight',
            rivals: [],
          },
        ],
        problems: [
          {
            annotation: 'docker-watcher/host',
            value: 'atlantis',
            problem: "The portal watches no host 'atlantis'",
            cure: 'Write the name that the host has in dockerWatcher.hosts',
          },
        ],
        suggestions: [],
      },
    ],
    [
      'component:default/image-resizer',
      {
        claims: [],
        problems: [],
        suggestions: [
          {
            annotations: {
              'docker-watcher/compose-project': 'shop',
              'docker-watcher/compose-service': 'image-resizer',
              'docker-watcher/host': 'local',
            },
            because:
              "The Compose project 'shop' on local has a service 'image-resizer' whose containers nobody claims",
          },
        ],
      },
    ],
  ]);
}
