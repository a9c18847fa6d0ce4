import { Text } from '@backstage/ui';
import { ContainerDetail } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { ClaimHelp } from '../ClaimHelp';
import { EntityLink } from '../EntityLinks';
import { Fact, Facts, Note, Section } from '../Section';
import styles from './ContainerDetailPage.module.css';

/** Whose container it is, as the catalog knows. */
export function CatalogSection(props: { container: ContainerDetail }) {
  const { entityRef, claims, ownerRefs } = props.container;
  const { t } = useDockerWatcherTranslation();
  if (!entityRef && claims.length > 0) {
    return (
      <Section title={t('detail.catalog')}>
        <Text as="p">{t('detail.conflict')}</Text>
        <ul className={styles.plainList}>
          {claims.map(claim => (
            <li key={claim.entityRef} className={styles.line}>
              <EntityLink entityRef={claim.entityRef} />
            </li>
          ))}
        </ul>
      </Section>
    );
  }
  if (!entityRef) {
    return (
      <Section title={t('detail.catalog')}>
        <Text as="p" color="secondary">
          {t('detail.noEntity')}
        </Text>
        <ClaimHelp
          // The guess in it is of this container.
          key={`${props.container.host}/${props.container.id}`}
          container={props.container}
        />
      </Section>
    );
  }
  return (
    <Section title={t('detail.catalog')}>
      <Facts>
        <Fact term={t('detail.entity')}>
          <EntityLink entityRef={entityRef} />
        </Fact>
        <Fact term={t('detail.owners')}>
          {ownerRefs.length === 0 ? (
            <Note>{t('detail.noOwners')}</Note>
          ) : (
            ownerRefs.map(ref => <EntityLink key={ref} entityRef={ref} />)
          )}
        </Fact>
      </Facts>
    </Section>
  );
}
