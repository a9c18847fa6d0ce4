import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiDeleteBinLine,
  RiMore2Line,
  RiPlayLine,
  RiRestartLine,
  RiStopLine,
} from '@remixicon/react';
import {
  Container,
  ContainerAction,
  ContainerDetail,
  judgeContainerAction,
} from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';
import {
  Translate,
  useContainer,
  useContainerActions,
  useDockerWatcherTranslation,
  usePendingAction,
} from '../../hooks';
import { messageOf } from '../../model';
import styles from './ContainerActions.module.css';

const ICONS: Record<ContainerAction, typeof RiPlayLine> = {
  start: RiPlayLine,
  stop: RiStopLine,
  restart: RiRestartLine,
  remove: RiDeleteBinLine,
};

/** The button stands at the right edge; to the right of it there is no room. */
const PLACEMENT = 'bottom end';

/** Why there is nothing to choose from, if so. */
function explainEmptiness(
  container: ContainerDetail | undefined,
  error: unknown,
  t: Translate,
): string | undefined {
  if (error && !container) {
    return messageOf(error);
  }
  if (!container) {
    return t('containerActions.loading');
  }
  if (container.actionsObstacle) {
    return t(`containerActions.obstacle.${container.actionsObstacle}`);
  }
  return container.allowedActions.length === 0
    ? t('containerActions.notAllowed')
    : undefined;
}

/** What the reader may do to the container is asked for once they want to know. */
function OpenMenu(props: { container: Container }) {
  const { data, error } = useContainer(props.container);
  const { t } = useDockerWatcherTranslation();
  const { ask } = useContainerActions();
  // What was asked for is shown by the freshest state that is known.
  const container = data ?? props.container;
  const isBusy = usePendingAction(container) !== undefined;
  const emptiness = explainEmptiness(data, error, t);
  if (emptiness !== undefined || !data) {
    return (
      <Menu
        aria-label={t('containerActions.menu', { name: container.name })}
        placement={PLACEMENT}
        className={styles.menu}
      >
        <MenuItem isDisabled>{emptiness}</MenuItem>
      </Menu>
    );
  }
  const reasonAgainst = (action: ContainerAction) => {
    const verdict = judgeContainerAction(action, data.state);
    if (isBusy) {
      return t('containerActions.busy');
    }
    return verdict === 'fits'
      ? undefined
      : t(`containerActions.misfit.${verdict}`);
  };
  return (
    <Menu
      aria-label={t('containerActions.menu', { name: data.name })}
      placement={PLACEMENT}
      className={styles.menu}
      onAction={key => {
        const action = data.allowedActions.find(each => each === key);
        if (action) {
          ask(action, data);
        }
      }}
    >
      {data.allowedActions.map(action => {
        const label = t(`containerActions.actions.${action}`);
        const reason = reasonAgainst(action);
        const Icon = ICONS[action];
        return (
          <MenuItem
            key={action}
            id={action}
            iconStart={<Icon aria-hidden />}
            color={action === 'remove' ? 'danger' : 'primary'}
            isDisabled={reason !== undefined}
          >
            {reason ? `${label} (${reason})` : label}
          </MenuItem>
        );
      })}
    </Menu>
  );
}

/** Everything that may be done to a container. */
export function ContainerActionsMenu(props: { container: Container }) {
  const { container } = props;
  const { t } = useDockerWatcherTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiMore2Line />}
        aria-label={t('containerActions.menu', { name: container.name })}
      />
      {isOpen ? <OpenMenu container={container} /> : <></>}
    </MenuTrigger>
  );
}
