import {
  RiErrorWarningFill,
  RiHeartPulseFill,
  RiHourglassLine,
  RiSubtractLine,
} from '@remixicon/react';
import {
  Container,
  ContainerHealth,
} from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { toneOfHealth } from '../../model';
import { StatusLabel } from './StatusLabel';

const ICONS: Record<ContainerHealth, typeof RiHeartPulseFill> = {
  none: RiSubtractLine,
  starting: RiHourglassLine,
  healthy: RiHeartPulseFill,
  unhealthy: RiErrorWarningFill,
};

/** The verdict of a container's own health check. */
export function HealthLabel(props: {
  container: Pick<Container, 'health' | 'presence'>;
}) {
  const { health, presence } = props.container;
  const { t } = useDockerWatcherTranslation();
  return (
    <StatusLabel
      icon={ICONS[health]}
      tone={toneOfHealth(health)}
      muted={presence !== 'present'}
      text={t(`health.${health}`)}
    />
  );
}
