import { ReactNode, createContext, useContext } from 'react';
import {
  ContainersFilter,
  DEFAULT_PAGE_SIZE,
  EMPTY_EVENTS_FILTER,
  EMPTY_FILTER,
  EMPTY_STALE_STATE,
  EventsUrlFilter,
  formatContainersUrlState,
  formatEventsUrlState,
  formatStaleUrlState,
  StaleUrlState,
} from '../model';

/** Where the plugin's pages stand in the app. */
export interface Paths {
  containers: string;
  stale: string;
  events: string;
  hosts: string;
}

const PathsContext = createContext<Paths>({
  containers: '/docker-watcher/containers',
  stale: '/docker-watcher/stale',
  events: '/docker-watcher/events',
  hosts: '/docker-watcher/hosts',
});

/**
 * Tells the components where they are mounted. The two frontend systems resolve
 * routes differently, so each shell does it and the components need not know.
 */
export function PathsProvider(props: { paths: Paths; children: ReactNode }) {
  return (
    <PathsContext.Provider value={props.paths}>
      {props.children}
    </PathsContext.Provider>
  );
}

/** Links to the plugin's pages. */
export function usePaths() {
  const { containers, stale, events, hosts } = useContext(PathsContext);
  return {
    containers: (filter: Partial<ContainersFilter> = {}) => {
      const params = formatContainersUrlState({
        filter: { ...EMPTY_FILTER, ...filter },
        order: { field: 'name', direction: 'asc' },
        pageSize: DEFAULT_PAGE_SIZE,
        offset: 0,
      }).toString();
      return params ? `${containers}?${params}` : containers;
    },
    container: (ref: { host: string; id: string }) =>
      `${containers}/${encodeURIComponent(ref.host)}/${encodeURIComponent(
        ref.id,
      )}`,
    events: (filter: Partial<EventsUrlFilter> = {}, event?: string) => {
      const params = formatEventsUrlState({
        filter: { ...EMPTY_EVENTS_FILTER, ...filter },
        event,
      }).toString();
      return params ? `${events}?${params}` : events;
    },
    stale: (filter: Partial<StaleUrlState> = {}) => {
      const params = formatStaleUrlState({
        ...EMPTY_STALE_STATE,
        ...filter,
      }).toString();
      return params ? `${stale}?${params}` : stale;
    },
    hosts: () => hosts,
  };
}
