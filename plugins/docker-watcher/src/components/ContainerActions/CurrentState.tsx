import { RiLoader4Line } from '@remixicon/react';
import { Container } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, usePendingAction } from '../../hooks';
import { ContainerStateLabel, StatusLabel } from '../StatusLabel';

/** The state of a container, or what is being done to it until that shows. */
export function CurrentState(props: { container: Container }) {
  const { t } = useDockerWatcherTranslation();
  const action = usePendingAction(props.container);
  return action ? (
    <StatusLabel
      icon={RiLoader4Line}
      tone="info"
      text={t(`containerActions.pending.${action}`)}
    />
  ) : (
    <ContainerStateLabel container={props.container} />
  );
}
