import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { dockerWatcherApiRef } from '../../api';
import { EventsUrlFilter, toEventsFilter } from '../../model';
import { collectExport } from '../../stream';

export type ExportFormat = 'ndjson' | 'csv';

const TYPES: Record<ExportFormat, string> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
};

export type ExportState =
  | { kind: 'idle' }
  | { kind: 'running'; bytes: number }
  | { kind: 'done'; name: string; bytes: number }
  | { kind: 'tooLarge' }
  | { kind: 'failed'; error: unknown };

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers have begun to save by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Exports what a filter finds into a file, one export at a time. */
export function useEventExport() {
  const api = useApi(dockerWatcherApiRef);
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const running = useRef<AbortController>();

  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setState({ kind: 'idle' });
  }, []);

  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (filter: EventsUrlFilter, format: ExportFormat) => {
      running.current?.abort();
      const run = new AbortController();
      running.current = run;
      const { signal } = run;
      setState({ kind: 'running', bytes: 0 });
      try {
        const body = await api.exportEvents(
          { ...toEventsFilter(filter, Date.now()), format },
          { signal },
        );
        const collected = await collectExport(body, {
          type: TYPES[format],
          signal,
          onProgress: bytes => setState({ kind: 'running', bytes }),
        });
        if (collected.result === 'tooLarge') {
          setState({ kind: 'tooLarge' });
          return;
        }
        const stamp = new Date().toISOString().slice(0, 19).replace(/:/g, '-');
        const name = `docker-watcher-events-${stamp}.${format}`;
        save(collected.blob, name);
        setState({ kind: 'done', name, bytes: collected.blob.size });
      } catch (error) {
        if (!signal.aborted) {
          setState({ kind: 'failed', error });
        }
      }
    },
    [api],
  );

  return { state, start, cancel };
}
