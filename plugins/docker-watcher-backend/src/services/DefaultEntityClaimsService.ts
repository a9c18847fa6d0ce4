import { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_COMPOSE_PROJECT,
  ANNOTATION_CONTAINER_NAME,
  ANNOTATION_HOST,
  ANNOTATION_SELECTOR,
  AnnotationProblem,
  EntityClaims,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../inventory/ContainerFilter';
import { InventoryReader } from '../inventory/InventoryReader';
import { describeClaim } from '../inventory/ownership/describeClaim';
import { parseClaimAnnotations } from '../inventory/ownership/parseClaimAnnotations';
import { suggestClaims } from '../inventory/ownership/suggestClaims';
import { canonicalEntityRef } from '../lib/canonicalEntityRef';
import {
  EntityClaimsCallOptions,
  EntityClaimsService,
} from './EntityClaimsService';

const MOST_CONTAINERS = 500;
const CLAIMING = [
  ANNOTATION_CONTAINER_NAME,
  ANNOTATION_SELECTOR,
  ANNOTATION_COMPOSE_PROJECT,
];

/**
 * Explains an entity's claims. The entity is read from the catalog as the one who asks,
 * so that an edit is explained at once and only to those who may see the entity; what
 * it claims is as it was last matched.
 */
export class DefaultEntityClaimsService implements EntityClaimsService {
  readonly #inventory: Pick<InventoryReader, 'listContainers' | 'listHosts'>;
  readonly #catalog: Pick<CatalogService, 'getEntityByRef'>;

  static create(options: {
    inventory: Pick<InventoryReader, 'listContainers' | 'listHosts'>;
    catalog: Pick<CatalogService, 'getEntityByRef'>;
  }): DefaultEntityClaimsService {
    return new DefaultEntityClaimsService(options);
  }

  private constructor(
    options: Parameters<typeof DefaultEntityClaimsService.create>[0],
  ) {
    this.#inventory = options.inventory;
    this.#catalog = options.catalog;
  }

  /**
   * @param options - which containers are spoken of, all of them without `visible`, and
   * whether anything may be said of which hosts there are.
   */
  async getEntityClaims(
    text: string,
    options: EntityClaimsCallOptions & {
      visible?: ContainerFilter;
      mayReadHosts: boolean;
    },
  ): Promise<EntityClaims> {
    const { credentials, visible, mayReadHosts } = options;
    const entityRef = canonicalEntityRef(text, { kind: 'component' });
    if (entityRef === undefined) {
      throw new InputError(
        `Parameter entityRef must be a reference such as component:default/shop-api, got ${text}`,
      );
    }
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`No entity '${entityRef}'`);
    }
    const [claimed, unclaimed, hosts] = await Promise.all([
      this.#inventory.listContainers(
        { claimedBy: entityRef, limit: MOST_CONTAINERS },
        visible,
      ),
      this.#inventory.listContainers(
        {
          claimed: false,
          service: [entity.metadata.name],
          limit: MOST_CONTAINERS,
        },
        visible,
      ),
      mayReadHosts ? this.#inventory.listHosts('none') : undefined,
    ]);
    const claims = claimed.items.map(container =>
      describeClaim(container, entityRef),
    );
    return {
      claims,
      problems: problemsOf(entity, {
        claimsSomething: claims.some(({ source }) => source !== 'label'),
        hosts: hosts && new Set(hosts.map(({ name }) => name)),
      }),
      suggestions: suggestClaims(entity.metadata.name, unclaimed.items),
    };
  }
}

function problemsOf(
  entity: Entity,
  found: {
    claimsSomething: boolean;
    /** All that are watched, unless that may not be told. */
    hosts: ReadonlySet<string> | undefined;
  },
): AnnotationProblem[] {
  const annotations = entity.metadata.annotations ?? {};
  const { pattern, problems } = parseClaimAnnotations(annotations);
  const { hosts } = found;
  const unknown = hosts
    ? pattern?.hosts?.filter(host => !hosts.has(host)) ?? []
    : [];
  for (const host of unknown) {
    problems.push({
      annotation: ANNOTATION_HOST,
      value: annotations[ANNOTATION_HOST],
      problem: `The portal watches no host '${host}'`,
      cure: 'Write the name that the host has in dockerWatcher.hosts',
    });
  }
  if (pattern && !found.claimsSomething && !problems.length) {
    const annotation = CLAIMING.find(name => Object.hasOwn(annotations, name))!;
    problems.push({
      annotation,
      value: annotations[annotation],
      problem: 'It matches no container that you may see',
      cure: 'Compare it with the names, labels and Compose projects in the list of containers; an edit counts within a minute of the catalog taking it up',
    });
  }
  return problems;
}
