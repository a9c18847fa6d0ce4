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
  return (
    <span className={styles.root}>
      <EntityLink entityRef={entityRef} />
      {ownerRefs.length > 0 && (
        <span className={styles.owners}>
          {ownerRefs.map(ref => (
            <EntityLink key={ref} entityRef={ref} />
          ))}
        </span>
      )}
    </span>
  );
}
