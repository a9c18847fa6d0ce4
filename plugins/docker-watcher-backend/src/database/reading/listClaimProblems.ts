import { Knex } from 'knex';
import {
  HostClaimProblem,
  LABEL_ENTITY_REF,
} from 'backstage-plugin-docker-watcher-common';
import { ContainerFilter } from '../../inventory/ContainerFilter';
import { explainClaimProblem } from '../../inventory/ownership/explainClaimProblem';
import {
  CONTAINERS_TABLE,
  CONTAINER_CLAIMS_TABLE,
  CONTAINER_LABELS_TABLE,
} from '../tables';
import { listClaims } from './listClaims';
import { whereContainerFilter } from './whereContainerFilter';

const MOST = 50;

/**
 * Containers of a host that belong to nobody although somebody meant them to: their
 * label is no reference, or several entities claim them.
 */
export async function listClaimProblems(options: {
  knex: Knex;
  host: string;
  visible: ContainerFilter | undefined;
}): Promise<HostClaimProblem[]> {
  const { knex, host, visible } = options;
  const select = knex(`${CONTAINERS_TABLE} as c`)
    .leftJoin(`${CONTAINER_LABELS_TABLE} as l`, join =>
      join
        .on('l.host', 'c.host')
        .andOn('l.id', 'c.id')
        .andOnVal('l.label_key', LABEL_ENTITY_REF),
    )
    .where('c.host', host)
    .whereNull('c.removed_at')
    .whereNull('c.entity_ref')
    .where(either =>
      either
        .whereNotNull('l.label_key')
        .orWhere(contested =>
          contested
            .whereNull('c.claimed_ref')
            .whereExists(claims =>
              claims
                .from(`${CONTAINER_CLAIMS_TABLE} as k`)
                .whereRaw('k.host = c.host and k.id = c.id'),
            ),
        ),
    )
    .orderBy(['c.name', 'c.id'])
    .limit(MOST)
    .select('c.host', 'c.id', 'c.name', 'l.label_value');
  if (visible) {
    whereContainerFilter(select, visible);
  }
  const rows: {
    host: string;
    id: string;
    name: string;
    label_value: string | null;
  }[] = await select;
  const claims = await listClaims({ knex, containers: rows });
  return rows.map(({ id, name, label_value }) => ({
    id,
    name,
    ...explainClaimProblem({
      label: label_value ?? undefined,
      rivals: (claims.get(`${host}/${id}`) ?? []).map(
        ({ entityRef }) => entityRef,
      ),
    }),
  }));
}
