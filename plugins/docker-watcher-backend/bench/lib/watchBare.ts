import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { Knex } from 'knex';
import { listen } from './serveEvents';

const TABLE = 'bench_containers';

/**
 * What one writes in an afternoon: follow the events, inspect, upsert, and let readers
 * have the row. No order, no log, no lease, nothing for when anything breaks.
 */
export async function watchBare(options: {
  knex: Knex;
  socketPath: string;
  onStored: () => void;
}) {
  const { knex, socketPath, onStored } = options;
  if (!(await knex.schema.hasTable(TABLE))) {
    await knex.schema.createTable(TABLE, table => {
      table.string('id').primary();
      table.string('name');
      table.string('state');
      table.text('detail');
    });
  }
  const docker = new Docker({ socketPath });
  const stream = await docker.getEvents({ filters: { type: ['container'] } });
  if (!(stream instanceof Readable)) {
    throw new Error('The engine did not start a stream');
  }
  const stopping = new AbortController();
  let rest = '';
  stream.on('data', async (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = JSON.parse(line);
      const container = await docker.getContainer(event.Actor.ID).inspect();
      if (stopping.signal.aborted) {
        return;
      }
      await knex(TABLE)
        .insert({
          id: container.Id,
          name: container.Name,
          state: container.State.Status,
          detail: JSON.stringify(container),
        })
        .onConflict('id')
        .merge();
      onStored();
    }
  });
  stream.on('error', () => undefined);
  const server = await listen(async (request, response) => {
    const id = request.url?.slice(1);
    const row = await knex(TABLE).where({ id }).first();
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify(row ?? {}));
  });
  return {
    url: server.url,
    stop: async () => {
      stopping.abort();
      (stream as Readable).destroy();
      await server.stop();
    },
  };
}
