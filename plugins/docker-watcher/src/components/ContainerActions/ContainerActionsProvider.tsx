import { useApi } from '@backstage/frontend-plugin-api';
import {
  Container,
  ContainerAction,
  containerResourceRef,
  judgeContainerAction,
} from 'backstage-plugin-docker-watcher-common';
import { ReactNode, useCallback, useMemo, useState } from 'react';
import { dockerWatcherApiRef } from '../../api';
import {
  ContainerActionsContextProvider,
  useDockerWatcherTranslation,
} from '../../hooks';
import {
  PendingAction,
  actualStateOf,
  classifyError,
  messageOf,
} from '../../model';
import { ActionNotice, ActionNoticeContent } from './ActionNotice';
import { callAction } from './callAction';
import { ConfirmActionDialog } from './ConfirmActionDialog';
import { usePendingActions } from './usePendingActions';

interface Asked {
  action: ContainerAction;
  container: Container;
}

/** Lets everything inside act on containers: asks, does, and says what came of it. */
export function ContainerActionsProvider(props: { children: ReactNode }) {
  const api = useApi(dockerWatcherApiRef);
  const { t } = useDockerWatcherTranslation();
  const { pending, begin, settle, refresh } = usePendingActions();
  const [asked, setAsked] = useState<Asked>();
  const [notice, setNotice] = useState<ActionNoticeContent>();

  const ask = useCallback((action: ContainerAction, container: Container) => {
    setNotice(undefined);
    setAsked({ action, container });
  }, []);

  const explain = ({ action, container }: Asked, error: unknown) => {
    const { name } = container;
    const actual = actualStateOf(error);
    const changed = actual !== undefined && actual !== container.state;
    const again = { ...container, ...(changed && { state: actual }) };
    const isFinal =
      ['notAllowed', 'notFound'].includes(classifyError(error)) ||
      judgeContainerAction(action, again.state) !== 'fits';
    setNotice({
      status: changed ? 'warning' : 'danger',
      title: changed
        ? t('containerActions.changed', { name, state: t(`state.${actual}`) })
        : t(`containerActions.failed.${action}`, { name }),
      description: messageOf(error),
      ...(!isFinal && {
        cure: {
          label: t(changed ? 'containerActions.retryOnState' : 'actions.retry'),
          run: () => ask(action, again),
        },
      }),
    });
  };

  const perform = async ({ action, container }: Asked) => {
    const { host, id, name, state, startedAt } = container;
    const ref = containerResourceRef(container);
    const mark: PendingAction = { action, state, startedAt };
    setAsked(undefined);
    begin(ref, mark);
    try {
      const { outcome } = await callAction(api, action, {
        host,
        id,
        expectedState: state,
      });
      setNotice(
        outcome === 'done'
          ? {
              status: 'success',
              title: t(`containerActions.done.${action}`, { name }),
            }
          : {
              status: 'info',
              title: t(
                outcome === 'pending'
                  ? 'containerActions.pendingLong'
                  : 'containerActions.unchanged',
                { name },
              ),
            },
      );
    } catch (error) {
      settle(ref, mark);
      explain({ action, container }, error);
    }
    await refresh();
  };

  const actions = useMemo(
    () => ({ ask, pending, settle }),
    [ask, pending, settle],
  );
  return (
    <ContainerActionsContextProvider value={actions}>
      <ActionNotice notice={notice} onClose={() => setNotice(undefined)} />
      {props.children}
      {asked && (
        <ConfirmActionDialog
          {...asked}
          onConfirm={() => perform(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </ContainerActionsContextProvider>
  );
}
