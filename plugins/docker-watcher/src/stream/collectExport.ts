/** Browsers keep a download of this kind in memory until it is saved. */
export const MAX_EXPORT_BYTES = 200_000_000;

/** What came of an export. */
export type CollectedExport =
  | { result: 'complete'; blob: Blob }
  | { result: 'tooLarge' };

/** Reads an export to its end, unless it grows beyond what a browser should hold. */
export async function collectExport(
  body: ReadableStream<Uint8Array>,
  options: {
    type: string;
    signal: AbortSignal;
    onProgress: (bytes: number) => void;
    maxBytes?: number;
  },
): Promise<CollectedExport> {
  const { type, signal, onProgress, maxBytes = MAX_EXPORT_BYTES } = options;
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // A read that waits does not look at the signal by itself.
  const cancel = () => {
    reader.cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) {
        return { result: 'complete', blob: new Blob(chunks, { type }) };
      }
      bytes += value.byteLength;
      if (bytes > maxBytes) {
        return { result: 'tooLarge' };
      }
      chunks.push(value);
      onProgress(bytes);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}
