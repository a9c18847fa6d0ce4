import { mapConcurrently } from './mapConcurrently';

const tick = () => new Promise(resolve => setImmediate(resolve));

describe('mapConcurrently', () => {
  it('keeps the order and never has more calls under way than allowed', async () => {
    let running = 0;
    let most = 0;
    const results = await mapConcurrently(
      Array.from({ length: 50 }, (_, i) => i),
      { limit: 8 },
      async i => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < 50 - i; turn++) {
          await tick();
        }
        running -= 1;
        return i * 2;
      },
    );
    expect(results).toEqual(Array.from({ length: 50 }, (_, i) => i * 2));
    expect(most).toBe(8);
    await expect(mapConcurrently([], { limit: 8 }, tick)).resolves.toEqual([]);
  });

  it('begins nothing more after a failure, and fails only when all calls have ended', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    await expect(
      mapConcurrently([0, 1, 2, 3, 4], { limit: 2 }, async i => {
        begun.push(i);
        if (i === 0) {
          throw new Error('first');
        }
        await tick();
        await tick();
        ended.push(i);
      }),
    ).rejects.toThrow('first');
    expect(begun).toEqual([0, 1]);
    expect(ended).toEqual([1]);
  });

  it('stops at an abort', async () => {
    const controller = new AbortController();
    const begun: number[] = [];
    await expect(
      mapConcurrently(
        [0, 1, 2, 3],
        { limit: 1, signal: controller.signal },
        async i => {
          begun.push(i);
          controller.abort();
        },
      ),
    ).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(begun).toEqual([0]);
  });
});
