import {
  EngineConnection,
  InspectedContainer,
} from 'backstage-plugin-docker-watcher-node';
import { FakeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import { FakeClock } from '../lib/__testUtils__/FakeClock';
import { inspectContainers } from './inspectContainers';

describe('inspectContainers', () => {
  const clock = new FakeClock();
  const { signal } = new AbortController();

  async function connect() {
    const engine = FakeContainerEngine.create();
    const ids = Array.from({ length: 30 }, (_, i) =>
      engine.addContainer({ id: `${i}`.padStart(64, '0') }),
    );
    return { engine, ids, connection: await engine.connect({ signal }) };
  }

  /** The connection, with inspections as given. */
  function inspecting(
    connection: EngineConnection,
    inspectContainer: (id: string) => Promise<InspectedContainer | undefined>,
  ): EngineConnection {
    return { ...connection, inspectContainer };
  }

  it('has at most eight under way, marks those that fail and leaves out those that are gone', async () => {
    const { engine, ids, connection } = await connect();
    engine.removeContainer(ids[4]);
    let underWay = 0;
    let most = 0;
    const results = await inspectContainers(ids, {
      clock,
      signal,
      connection: inspecting(connection, async id => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise(resolve => setImmediate(resolve));
        underWay -= 1;
        if (id === ids[7]) {
          throw new Error('no such file');
        }
        return connection.inspectContainer(id, { signal });
      }),
    });
    expect(most).toBe(8);
    expect(results.size).toBe(29);
    expect(results.has(ids[4])).toBe(false);
    expect(results.get(ids[7])).toBe('failed');
    expect(results.get(ids[29])).toMatchObject({ id: ids[29] });
  });

  it('gives up on what takes too long, and on the rest once all take too long', async () => {
    const { ids, connection } = await connect();
    const asked: string[] = [];
    const running = inspectContainers(ids, {
      clock,
      signal,
      connection: inspecting(connection, id => {
        asked.push(id);
        return new Promise(() => {});
      }),
    });
    await clock.advance(20_000);
    const results = await running;
    expect([...results.values()].every(result => result === 'failed')).toBe(
      true,
    );
    expect(results.size).toBe(30);
    // Two rounds of ten seconds.
    expect(asked).toHaveLength(16);
    expect(clock.pending).toBe(0);
  });

  it('ends at an abort', async () => {
    const { ids, connection } = await connect();
    const controller = new AbortController();
    const running = inspectContainers(ids, {
      clock,
      signal: controller.signal,
      connection: inspecting(connection, () => new Promise(() => {})),
    });
    controller.abort();
    await expect(running).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(clock.pending).toBe(0);
  });
});
