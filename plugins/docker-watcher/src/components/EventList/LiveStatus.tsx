import { Button } from '@backstage/ui';
import {
  RiErrorWarningLine,
  RiEyeOffLine,
  RiHistoryLine,
  RiLoopRightLine,
  RiPauseCircleLine,
  RiPauseLine,
  RiPlayLine,
  RiPulseLine,
} from '@remixicon/react';
import type { RemixiconComponentType } from '@remixicon/react';
import { useDockerWatcherTranslation } from '../../hooks';
import { Tone, messageOf } from '../../model';
import { TailState } from '../../stream';
import { StatusLabel } from '../StatusLabel';
import styles from './EventList.module.css';

type Name =
  | 'connecting'
  | 'live'
  | 'paused'
  | 'reconnecting'
  | 'hidden'
  | 'busy'
  | 'refused'
  | 'failed'
  | 'past';

const LOOKS: Record<Name, { icon: RemixiconComponentType; tone: Tone }> = {
  connecting: { icon: RiLoopRightLine, tone: 'neutral' },
  live: { icon: RiPulseLine, tone: 'success' },
  paused: { icon: RiPauseCircleLine, tone: 'info' },
  reconnecting: { icon: RiLoopRightLine, tone: 'warning' },
  hidden: { icon: RiEyeOffLine, tone: 'neutral' },
  busy: { icon: RiErrorWarningLine, tone: 'warning' },
  refused: { icon: RiErrorWarningLine, tone: 'warning' },
  failed: { icon: RiErrorWarningLine, tone: 'danger' },
  past: { icon: RiHistoryLine, tone: 'neutral' },
};

function nameOf(tail: TailState, isPaused: boolean): Name {
  switch (tail.kind) {
    case 'stopped':
    case 'connecting':
      return 'connecting';
    case 'live':
      return isPaused ? 'paused' : 'live';
    case 'suspended':
      return tail.reason === 'hidden' ? 'hidden' : 'paused';
    case 'reconnecting':
    case 'busy':
    case 'refused':
    case 'failed':
      return tail.kind;
    default: {
      const unknown: never = tail;
      return unknown;
    }
  }
}

/** Whether the log is followed, in words, and the ways to stop and go on. */
export function LiveStatus(props: {
  /** Whether the time range ends now. */
  isLive: boolean;
  tail: TailState;
  isPaused: boolean;
  onPause: () => void;
  onResume: () => void;
  onRetry: () => void;
}) {
  const { isLive, tail, isPaused, onPause, onResume, onRetry } = props;
  const { t } = useDockerWatcherTranslation();
  const name = isLive ? nameOf(tail, isPaused) : 'past';
  const help = () => {
    switch (name) {
      case 'busy':
        return t('eventsTab.live.busyHelp');
      case 'refused':
        return t('eventsTab.live.refusedHelp');
      case 'failed':
        return tail.kind === 'failed' ? messageOf(tail.error) : undefined;
      default:
        return undefined;
    }
  };
  const text = help();
  const canRetry = ['reconnecting', 'busy', 'refused', 'failed'].includes(name);
  return (
    <div
      className={styles.live}
      role="group"
      aria-label={t('eventsTab.live.label')}
    >
      <span role="status" className={styles.live}>
        <StatusLabel
          {...LOOKS[name]}
          text={t(`eventsTab.live.${name}`)}
          title={text}
        />
        {text && <span className={styles.help}>{text}</span>}
      </span>
      {isLive && !canRetry && (
        <Button
          size="small"
          variant="tertiary"
          iconStart={isPaused ? <RiPlayLine /> : <RiPauseLine />}
          onPress={isPaused ? onResume : onPause}
        >
          {t(isPaused ? 'eventsTab.live.resume' : 'eventsTab.live.pause')}
        </Button>
      )}
      {canRetry && (
        <Button size="small" variant="tertiary" onPress={onRetry}>
          {t('actions.retry')}
        </Button>
      )}
    </div>
  );
}
