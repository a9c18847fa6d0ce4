import {
  RiAddCircleLine,
  RiAlarmLine,
  RiAlarmSnoozeLine,
  RiAlarmWarningFill,
  RiCheckDoubleLine,
  RiDeleteBinLine,
  RiEditLine,
  RiErrorWarningFill,
  RiHeartPulseFill,
  RiInformationLine,
  RiLinksLine,
  RiPauseCircleFill,
  RiPlayCircleFill,
  RiPlayCircleLine,
  RiRestartLine,
  RiSettings3Line,
  RiShutDownLine,
  RiStopCircleLine,
  RiSunLine,
  RiToolsFill,
  RiUserFollowLine,
  RiZzzFill,
} from '@remixicon/react';
import type { RemixiconComponentType } from '@remixicon/react';
import {
  EventKind,
  WatcherEvent,
} from 'backstage-plugin-docker-watcher-common';
import { toneOfSeverity } from '../../model';
import styles from './EventIcon.module.css';

const ICONS: Partial<Record<string, RemixiconComponentType>> = {
  'container.created': RiAddCircleLine,
  'container.started': RiPlayCircleFill,
  'container.died': RiShutDownLine,
  'container.stopped': RiStopCircleLine,
  'container.restarted': RiRestartLine,
  'container.paused': RiPauseCircleFill,
  'container.unpaused': RiPlayCircleLine,
  'container.renamed': RiEditLine,
  'container.removed': RiDeleteBinLine,
  'container.health-changed': RiHeartPulseFill,
  'container.crash-looping': RiAlarmWarningFill,
  'container.crash-loop-ended': RiCheckDoubleLine,
  'host.connected': RiLinksLine,
  'host.unreachable': RiErrorWarningFill,
  'host.misconfigured': RiToolsFill,
  'container.stale': RiZzzFill,
  'container.no-longer-stale': RiSunLine,
  'stale.snoozed': RiAlarmSnoozeLine,
  'stale.snooze-ended': RiAlarmLine,
  'settings.changed': RiSettings3Line,
  'user.container-action': RiUserFollowLine,
} satisfies Record<EventKind, RemixiconComponentType>;

/** A shape for the kind, which its name stands beside, in the colour of the severity. */
export function EventIcon(props: {
  event: Pick<WatcherEvent, 'kind' | 'severity'>;
}) {
  const { kind, severity } = props.event;
  // A newer backend may tell of kinds that are not known here.
  const Icon = ICONS[kind] ?? RiInformationLine;
  return (
    <Icon
      className={`${styles.icon} ${styles[toneOfSeverity(severity)]}`}
      aria-hidden
    />
  );
}
