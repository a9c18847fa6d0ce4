import { useApi } from '@backstage/frontend-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import { CleanupResult } from 'backstage-plugin-docker-watcher-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** As many as the backend takes at once. */
const PREVIEW_CHUNK = 50;
/** Few enough to show that it goes on, and to stop in time. */
const CHUNK = 10;

interface Ref {
  host: string;
  id: string;
}

/** How far a clean-up is. */
export type CleanupState =
  | { step: 'checking' }
  | { step: 'checkFailed'; error: unknown }
  | { step: 'preview'; results: CleanupResult[] }
  | {
      step: 'running';
      results: CleanupResult[];
      total: number;
      isStopping: boolean;
    }
  | {
      step: 'done';
      results: CleanupResult[];
      total: number;
      /** The rest could not be asked for. */
      error?: unknown;
    };

/** Asks what would happen, and then does it in chunks that can be stopped between. */
export function useCleanup(containers: readonly Ref[]) {
  const api = useApi(dockerWatcherApiRef);
  const queryClient = useQueryClient();
  const [state, setState] = useState<CleanupState>({ step: 'checking' });
  const stopped = useRef(false);
  const [refs] = useState(() =>
    containers.map(({ host, id }) => ({ host, id })),
  );

  const check = useCallback(
    async (signal?: AbortSignal) => {
      setState({ step: 'checking' });
      try {
        const results: CleanupResult[] = [];
        for (const chunk of chunksOf(refs, PREVIEW_CHUNK)) {
          const answer = await api.cleanUpStale(
            { containers: chunk, dryRun: true },
            { signal },
          );
          results.push(...answer.results);
        }
        if (!signal?.aborted) {
          setState({ step: 'preview', results });
        }
      } catch (error) {
        if (!signal?.aborted) {
          setState({ step: 'checkFailed', error });
        }
      }
    },
    [api, refs],
  );

  useEffect(() => {
    const controller = new AbortController();
    check(controller.signal);
    return () => controller.abort();
  }, [check]);

  const run = async (wanted: readonly Ref[], removeVolumes: boolean) => {
    const total = wanted.length;
    const results: CleanupResult[] = [];
    const going = () =>
      setState({
        step: 'running',
        results: [...results],
        total,
        isStopping: stopped.current,
      });
    stopped.current = false;
    going();
    let failure: { error?: unknown } = {};
    try {
      for (const chunk of chunksOf(wanted, CHUNK)) {
        if (stopped.current) {
          break;
        }
        const answer = await api.cleanUpStale({
          containers: chunk.map(({ host, id }) => ({ host, id })),
          removeVolumes,
        });
        results.push(...answer.results);
        going();
      }
    } catch (error) {
      failure = { error };
    }
    setState({ step: 'done', results, total, ...failure });
    await queryClient.invalidateQueries({ queryKey: queryKeys.all });
  };

  /** What has been asked for is waited for. */
  const stop = () => {
    stopped.current = true;
    setState(before =>
      before.step === 'running' ? { ...before, isStopping: true } : before,
    );
  };

  return { state, check: () => check(), run, stop };
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}
