import {
  RiAddCircleLine,
  RiDeleteBinLine,
  RiErrorWarningFill,
  RiPauseCircleFill,
  RiPlayCircleFill,
  RiRestartLine,
  RiStopCircleLine,
} from '@remixicon/react';
import {
  Container,
  ContainerState,
} from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { toneOfState } from '../../model';
import { StatusLabel } from './StatusLabel';

const ICONS: Record<ContainerState, typeof RiPlayCircleFill> = {
  running: RiPlayCircleFill,
  paused: RiPauseCircleFill,
  restarting: RiRestartLine,
  created: RiAddCircleLine,
  exited: RiStopCircleLine,
  removing: RiDeleteBinLine,
  dead: RiErrorWarningFill,
};

/** The state of a container; an exit code other than 0 is part of it. */
export function ContainerStateLabel(props: {
  container: Pick<Container, 'state' | 'exitCode' | 'oomKilled' | 'presence'>;
}) {
  const { container } = props;
  const { t } = useDockerWatcherTranslation();
  const { state, exitCode, presence } = container;
  return (
    <StatusLabel
      icon={ICONS[state]}
      tone={toneOfState(container)}
      muted={presence !== 'present'}
      text={
        state === 'exited' && exitCode
          ? t('state.exitedWithCode', { code: String(exitCode) })
          : t(`state.${state}`)
      }
    />
  );
}
