import { Text } from '@backstage/ui';
import { Container } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { EntityLink } from './EntityLink';
import styles from './EntityLinks.module.css';

/** The entity a container belongs to and who owns it, in a row of the list. */
export function EntityLinks(props: {
  container: Pick<Container, 'entityRef' | 'claims' | 'ownerRefs'>;
}) {
  const { entityRef, claims, ownerRefs } = props.container;
  const { t } = useDockerWatcherTranslation();
  if (!entityRef) {
    return (
      <Text as="span" color="secondary">
        {claims.length > 1 ? t('containers.claimedBySeveral') : t('empty')}
      </Text>
    );
  }
  const isOwned = claims.some(
    claim => claim.entityRef === entityRef && claim.trusted,
  );
  return (
    <span className={styles.root}>
      <EntityLink entityRef={entityRef} />
      {!isOwned && (
        <Text as="span" variant="body-small" color="secondary">
          {t('containers.claimedOnly')}
        </Text>
      )}
      {isOwned && ownerRefs.length > 0 && (
        <span className={styles.owners}>
          {ownerRefs.map(ref => (
            <EntityLink key={ref} entityRef={ref} />
          ))}
        </span>
      )}
    </span>
  );
}
