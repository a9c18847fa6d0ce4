import { useApi } from '@backstage/frontend-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { SnoozeInput } from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherApiRef } from '../api';
import { queryKeys } from './queryKeys';

interface Ref {
  host: string;
  id: string;
}

/** Snoozes a container's workload and ends that; whatever shows it is asked for anew. */
export function useSnooze() {
  const api = useApi(dockerWatcherApiRef);
  const queryClient = useQueryClient();
  const onSuccess = () =>
    queryClient.invalidateQueries({ queryKey: queryKeys.all });
  const snooze = useMutation({
    mutationFn: ({ ref, input }: { ref: Ref; input: SnoozeInput }) =>
      api.snoozeContainer(ref, input),
    networkMode: 'always',
    onSuccess,
  });
  const end = useMutation({
    mutationFn: (ref: Ref) => api.endSnooze(ref),
    networkMode: 'always',
    onSuccess,
  });
  return { snooze, end };
}
