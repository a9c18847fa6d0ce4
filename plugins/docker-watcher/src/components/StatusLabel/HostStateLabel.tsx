import {
  RiCheckboxCircleFill,
  RiErrorWarningFill,
  RiLoader4Line,
  RiToolsFill,
} from '@remixicon/react';
import { HostState } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { toneOfHost } from '../../model';
import { StatusLabel } from './StatusLabel';

const ICONS: Record<HostState, typeof RiCheckboxCircleFill> = {
  connected: RiCheckboxCircleFill,
  connecting: RiLoader4Line,
  unreachable: RiErrorWarningFill,
  misconfigured: RiToolsFill,
};

/** What we know of the connection to a host. */
export function HostStateLabel(props: { state: HostState }) {
  const { t } = useDockerWatcherTranslation();
  return (
    <StatusLabel
      icon={ICONS[props.state]}
      tone={toneOfHost(props.state)}
      text={t(`hostState.${props.state}`)}
    />
  );
}
