import { useApi } from '@backstage/frontend-plugin-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { SettingsUpdate } from 'backstage-plugin-docker-watcher-common';
import { dockerWatcherApiRef } from '../api';
import { classifyError } from '../model';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';

/** The settings in force. */
export function useSettings() {
  const api = useApi(dockerWatcherApiRef);
  return useQuery({
    queryKey: queryKeys.settings(),
    queryFn: ({ signal }) => api.getSettings({ signal }),
    refetchInterval,
  });
}

/** Changes the settings. When somebody else was quicker, theirs are asked for. */
export function useUpdateSettings() {
  const api = useApi(dockerWatcherApiRef);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (update: SettingsUpdate) => api.updateSettings(update),
    networkMode: 'always',
    onSuccess: async settings => {
      // An answer that is still under way may be older.
      await queryClient.cancelQueries({ queryKey: queryKeys.settings() });
      queryClient.setQueryData(queryKeys.settings(), settings);
      // The change is an event.
      queryClient.invalidateQueries({ queryKey: [...queryKeys.all, 'events'] });
    },
    onError: async error => {
      if (classifyError(error) === 'conflict') {
        await queryClient.invalidateQueries({ queryKey: queryKeys.settings() });
      }
    },
  });
}
