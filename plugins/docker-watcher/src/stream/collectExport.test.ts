import { collectExport } from './collectExport';

const chunk = (text: string) => new TextEncoder().encode(text);

/** A body that comes in pieces and says whether anybody still reads it. */
function body(chunks: Uint8Array[], then: 'close' | 'wait' | Error) {
  const left = [...chunks];
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.shift();
      if (next) {
        controller.enqueue(next);
      } else if (then === 'close') {
        controller.close();
      } else if (then !== 'wait') {
        controller.error(then);
      }
    },
    cancel() {
      isCancelled = true;
    },
  });
  return { stream, isCancelled: () => isCancelled };
}

describe('collectExport', () => {
  const { signal } = new AbortController();

  it('reads everything and tells how much there is so far', async () => {
    const progress: number[] = [];
    const { stream } = body([chunk('ab'), chunk('cde')], 'close');
    const collected = await collectExport(stream, {
      type: 'text/csv',
      signal,
      onProgress: bytes => progress.push(bytes),
    });
    expect(progress).toEqual([2, 5]);
    const blob = 'blob' in collected ? collected.blob : undefined;
    expect([blob?.size, blob?.type]).toEqual([5, 'text/csv']);
  });

  it('stops where it becomes too large for a browser', async () => {
    const { stream, isCancelled } = body([chunk('abc'), chunk('d')], 'wait');
    await expect(
      collectExport(stream, {
        type: '',
        signal,
        onProgress: () => {},
        maxBytes: 3,
      }),
    ).resolves.toEqual({ result: 'tooLarge' });
    expect(isCancelled()).toBe(true);
  });

  it('ends when it is cancelled while waiting, and lets the backend know', async () => {
    const cancel = new AbortController();
    const { stream, isCancelled } = body([chunk('abc')], 'wait');
    const collected = collectExport(stream, {
      type: '',
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    });
    await expect(collected).rejects.toMatchObject({ name: 'AbortError' });
    expect(isCancelled()).toBe(true);
  });

  it('fails when the connection breaks', async () => {
    const { stream } = body([chunk('abc')], new TypeError('network error'));
    await expect(
      collectExport(stream, { type: '', signal, onProgress: () => {} }),
    ).rejects.toThrow('network error');
  });
});
