import { Knex } from 'knex';
import { EntityThreshold } from '../../inventory/ownership/ClaimsStore';
import { inBatches } from '../inBatches';
import { storableText } from '../../inventory/storableText';
import { ENTITY_THRESHOLDS_TABLE, EntityThresholdRow } from '../tables';

/** Longer ones are no numbers anyway. */
const LONGEST_VALUE = 100;

/** Writes what differs from what is there. @returns whether anything did. */
export async function replaceEntityThresholds(options: {
  knex: Knex;
  thresholds: readonly EntityThreshold[];
}): Promise<boolean> {
  const { knex, thresholds } = options;
  const wanted = new Map(
    thresholds.map(({ entityRef, value }) => [
      entityRef,
      storableText(value, LONGEST_VALUE),
    ]),
  );
  const stored = new Map(
    (await knex<EntityThresholdRow>(ENTITY_THRESHOLDS_TABLE)).map(row => [
      row.entity_ref,
      row.value,
    ]),
  );
  const changed = [...wanted].filter(
    ([entityRef, value]) => stored.get(entityRef) !== value,
  );
  const gone = [...stored.keys()].filter(ref => !wanted.has(ref));
  if (changed.length === 0 && gone.length === 0) {
    return false;
  }
  await knex.transaction(async tx => {
    await inBatches(gone, batch =>
      tx(ENTITY_THRESHOLDS_TABLE).whereIn('entity_ref', batch).delete(),
    );
    await inBatches(changed, batch =>
      tx(ENTITY_THRESHOLDS_TABLE)
        .insert(batch.map(([entity_ref, value]) => ({ entity_ref, value })))
        .onConflict('entity_ref')
        .merge(),
    );
  });
  return true;
}
