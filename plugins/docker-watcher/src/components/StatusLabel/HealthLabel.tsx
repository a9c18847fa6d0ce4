import { Text, VisuallyHidden } from '@backstage/ui';
import {
  RiErrorWarningFill,
  RiHeartPulseFill,
  RiHourglassLine,
} from '@remixicon/react';
import {
  Container,
  ContainerHealth,
} from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { toneOfHealth } from '../../model';
import { StatusLabel } from './StatusLabel';

const ICONS: Record<
  Exclude<ContainerHealth, 'none'>,
  typeof RiHeartPulseFill
> = {
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
  if (health === 'none') {
    return (
      <Text as="span" color="secondary" title={t('health.none')}>
        <span aria-hidden>{t('empty')}</span>
        <VisuallyHidden>{t('health.none')}</VisuallyHidden>
      </Text>
    );
  }
  return (
    <StatusLabel
      icon={ICONS[health]}
      tone={toneOfHealth(health)}
      muted={presence !== 'present'}
      text={t(`health.${health}`)}
    />
  );
}
