import { Knex } from 'knex';
import { NewEvent } from '../../eventLog/EventLogStore';
import { isPostgres } from '../dialect';
import { nameTrustedEntities } from './nameTrustedEntities';
import { EVENTS_TABLE, EventRow } from '../tables';

/** Any number that nothing else in the plugin's database locks. */
export const APPEND_LOCK = 7_236_401;

/** Keeps below the number of variables that SQLite takes in one statement. */
const ROWS_PER_INSERT = 500;

/**
 * Appends events in the order given, as the last step of a transaction. Those of
 * containers get the entity that the container belongs to.
 *
 * On PostgreSQL an id is handed out when a row is inserted and shows when its
 * transaction commits, so of two transactions the later id may show first, and a
 * reader that asks for what follows it never sees the other. Hence the lock: it is
 * held until the commit, so ids show in their order. It is taken last so that
 * nobody holds it while waiting for something else. SQLite has one writer anyway.
 */
export async function appendEvents(options: {
  tx: Knex.Transaction;
  events: readonly NewEvent[];
  /** Milliseconds since the epoch. */
  now: number;
}): Promise<void> {
  const { tx, now } = options;
  if (options.events.length === 0) {
    return;
  }
  const events = await nameTrustedEntities({ tx, events: options.events });
  if (isPostgres(tx)) {
    await tx.raw('select pg_advisory_xact_lock(?)', [APPEND_LOCK]);
  }
  const last = await tx<EventRow>(EVENTS_TABLE)
    .select('at')
    .orderBy('id', 'desc')
    .first();
  const at = Math.max(now, Number(last?.at ?? 0));
  for (let i = 0; i < events.length; i += ROWS_PER_INSERT) {
    await tx(EVENTS_TABLE).insert(
      events.slice(i, i + ROWS_PER_INSERT).map(event => toRow(event, at)),
    );
  }
}

function toRow(event: NewEvent, at: number): Omit<EventRow, 'id'> {
  return {
    at,
    occurred_at: new Date(event.occurredAt).getTime(),
    severity: event.severity,
    source: event.source,
    kind: event.kind,
    host: event.host ?? null,
    container_id: event.containerId ?? null,
    container_name: event.containerName ?? null,
    workload: event.workload ?? null,
    proxy_id: event.proxyId ?? null,
    entity_ref: event.entityRef ?? null,
    actor: event.actor ?? null,
    inferred: event.inferred,
    message: event.message,
    details: JSON.stringify(event.details),
  };
}
