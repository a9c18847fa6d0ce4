import { Text } from '@backstage/ui';
import {
  ContainerDetail,
  LABEL_ENTITY_REF,
} from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
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
        <Note>{t('detail.claimHint')}</Note>
        <code className={styles.code}>
          {LABEL_ENTITY_REF}=component:default/my-service
        </code>
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
