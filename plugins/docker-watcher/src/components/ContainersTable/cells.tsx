import { Cell, Link, Text } from '@backstage/ui';
import { Container } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation, usePaths } from '../../hooks';
import { shortImage } from '../../model';
import { ContainerActionsMenu, CurrentState } from '../ContainerActions';
import { RelativeTime, StateDuration, useRelativeTime } from '../RelativeTime';
import { StaleBadge } from '../StaleVerdict';
import { HealthLabel } from '../StatusLabel';
import styles from './ContainersTable.module.css';

function Image(props: { image: string }) {
  return (
    <span className={styles.image} title={props.image}>
      {shortImage(props.image)}
    </span>
  );
}

/** The name, which leads to the container; its image below where room is scarce. */
export function NameCell(props: { container: Container; withImage: boolean }) {
  const { container, withImage } = props;
  const paths = usePaths();
  return (
    <Cell>
      <span className={styles.name}>
        <Link
          href={paths.container(container)}
          className={styles.nameLink}
          title={container.name}
          weight="bold"
          standalone
        >
          {container.name}
        </Link>
        {withImage && <Image image={container.image} />}
      </span>
    </Cell>
  );
}

/** The image the container was made from. */
export function ImageCell(props: { container: Container }) {
  return (
    <Cell>
      <Image image={props.container.image} />
    </Cell>
  );
}

function AsOf(props: { container: Container }) {
  const { container } = props;
  const { t } = useDockerWatcherTranslation();
  const { relative, exact } = useRelativeTime();
  if (container.presence === 'present') {
    return null;
  }
  const missing = container.presence === 'missing';
  return (
    <span
      className={styles.note}
      title={t(missing ? 'presence.removedTitle' : 'presence.asOfTitle', {
        exact: exact(container.lastSeenAt),
      })}
    >
      {missing
        ? t('presence.removed')
        : t('presence.asOf', { when: relative(container.lastSeenAt) })}
    </span>
  );
}

function Since(props: { container: Container }) {
  return props.container.presence === 'present' ? (
    <span className={styles.note}>
      <StateDuration container={props.container} />
    </span>
  ) : null;
}

/** The state and since when; for what cannot be asked, as of when. */
export function StateCell(props: {
  container: Container;
  withHealth: boolean;
}) {
  const { container, withHealth } = props;
  return (
    <Cell>
      <span className={styles.stack}>
        <CurrentState container={container} />
        {withHealth && container.health !== 'none' && (
          <HealthLabel container={container} />
        )}
        <Since container={container} />
        {container.stale && <StaleBadge stale={container.stale} />}
        <AsOf container={container} />
      </span>
    </Cell>
  );
}

/** The verdict of the health check. */
export function HealthCell(props: { container: Container }) {
  return (
    <Cell>
      <HealthLabel container={props.container} />
    </Cell>
  );
}

/** Compose project and service; the project narrows the list down. */
export function ProjectCell(props: { container: Container }) {
  const { compose } = props.container;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  return (
    <Cell>
      {compose ? (
        <span className={styles.stack}>
          <Link
            href={paths.containers({ project: [compose.project] })}
            aria-label={t('containers.filterByProject', {
              project: compose.project,
            })}
            standalone
          >
            {compose.project}
          </Link>
          <span className={styles.note}>
            {compose.number > 1
              ? `${compose.service} #${compose.number}`
              : compose.service}
          </span>
        </span>
      ) : (
        <Text as="span" color="secondary">
          {t('empty')}
        </Text>
      )}
    </Cell>
  );
}

/** When it was created. */
export function CreatedCell(props: { container: Container }) {
  return (
    <Cell>
      <span className={styles.when}>
        <RelativeTime iso={props.container.createdAt} />
      </span>
    </Cell>
  );
}

/** What may be done to it. */
export function ActionsCell(props: { container: Container }) {
  return (
    <Cell>
      <ContainerActionsMenu container={props.container} />
    </Cell>
  );
}
