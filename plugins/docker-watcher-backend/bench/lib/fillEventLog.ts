import { Knex } from 'knex';
import { EVENTS_TABLE } from '../../src/database/tables';

/** When the log begins, and how long it goes on however many events are in it. */
export const LOG_FROM = Date.parse('2026-01-01T00:00:00Z');
export const LOG_MS = 30 * 24 * 60 * 60_000;
/** So that any of them fills a page. */
const EVENTS_PER_CONTAINER = 200;

/**
 * Fills the log with events of a month, made by the database itself: ten hosts, as many
 * containers as each to have 200 events, and every value of a filter in both a small
 * and a large log often enough for a page.
 */
export async function fillEventLog(knex: Knex, events: number): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg';
  const containers = events / EVENTS_PER_CONTAINER;
  // Scattered, so that no filter finds its events side by side.
  const container = `(n.i * 7919) % ${containers}`;
  const hex = isPostgres
    ? `lpad(to_hex(${container}), 64, '0')`
    : `printf('%064x', ${container})`;
  const text = (prefix: string, value: string) => `'${prefix}' || (${value})`;
  const numbers = isPostgres
    ? `(select generate_series(0::bigint, ${events - 1}::bigint) as i) n`
    : `(with recursive n(i) as (select 0 union all select i + 1 from n where i < ${
        events - 1
      }) select i from n) n`;
  const at = `${LOG_FROM} + n.i * cast(${LOG_MS / events} as double precision)`;
  const whole = isPostgres ? `floor(${at})::bigint` : `cast(${at} as integer)`;
  await knex.raw(
    `insert into ${EVENTS_TABLE} (at, occurred_at, severity, source, kind, host, container_id, container_name, workload, proxy_id, entity_ref, inferred, message, details)
     select ${whole}, ${whole},
       case when n.i % 20 = 3 then 'error' when n.i % 7 = 0 then 'warn' else 'info' end,
       case when n.i % 50 = 0 then 'host' else 'container' end,
       case when n.i % 50 = 0 then 'host.unreachable' when n.i % 3 = 0 then 'container.died' else 'container.started' end,
       ${text('host-', `(${container}) % 10`)},
       case when n.i % 50 = 0 then null else ${hex} end,
       ${text('shop-worker-', container)},
       ${text('host-1/shop/worker/', container)},
       case when n.i % 100 = 1 then ${text('proxy-', 'n.i % 2')} end,
       ${text('component:default/shop-', `(${container}) % 50`)},
       ${isPostgres ? 'false' : '0'},
       ${text(
         'shop-worker died, with code 1 after running for 3 minutes, number ',
         'n.i',
       )},
       '{"exitCode":1,"oomKilled":false,"ranForMs":180000}'
     from ${numbers} order by n.i`,
  );
  await knex.raw(isPostgres ? `analyze ${EVENTS_TABLE}` : 'analyze');
}
