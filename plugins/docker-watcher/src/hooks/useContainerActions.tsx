import {
  Container,
  ContainerAction,
  containerResourceRef,
} from 'backstage-plugin-docker-watcher-common';
import { createContext, useContext, useEffect } from 'react';
import { PendingAction, isActionSeen } from '../model';

/** What can be done to containers from wherever they are shown. */
export interface ContainerActions {
  /** Asks the reader whether it is meant, and does it if so. */
  ask(action: ContainerAction, container: Container): void;
  /** What was asked for and is not seen yet, by the reference of the container. */
  pending: ReadonlyMap<string, PendingAction>;
  /** It is seen. */
  settle(ref: string, pending: PendingAction): void;
}

const ContainerActionsContext = createContext<ContainerActions | undefined>(
  undefined,
);

/** Gives {@link useContainerActions} what it returns. */
export const ContainerActionsContextProvider = ContainerActionsContext.Provider;

/** @throws outside of the plugin's shell. */
export function useContainerActions(): ContainerActions {
  const actions = useContext(ContainerActionsContext);
  if (!actions) {
    throw new Error('There are no actions outside of the shell of the plugin');
  }
  return actions;
}

/** What is being done to a container and not to be seen of it yet. */
export function usePendingAction(
  container: Container,
): ContainerAction | undefined {
  const { pending, settle } = useContainerActions();
  const ref = containerResourceRef(container);
  const found = pending.get(ref);
  const isSeen = found !== undefined && isActionSeen(found, container);
  useEffect(() => {
    if (found && isSeen) {
      settle(ref, found);
    }
  }, [found, isSeen, ref, settle]);
  return isSeen ? undefined : found?.action;
}
