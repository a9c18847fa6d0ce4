import { Text } from '@backstage/ui';
import { EntityClaim } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { formatComposeLabel, formatTrust } from '../../model';
import { Snippet } from '../Snippet';
import styles from './EntityContainers.module.css';

const EXPLAINED = ['contested', 'overridden', 'sight'] as const;

/** What the standings of an entity's claims mean, and how each could become better. */
export function StandingHelp(props: {
  claims: readonly EntityClaim[];
  entityRef: string;
  ownerRefs: string[];
}) {
  const { claims, entityRef, ownerRefs } = props;
  const { t } = useDockerWatcherTranslation();
  const found = EXPLAINED.filter(standing =>
    claims.some(claim => claim.standing === standing),
  );
  const untrusting = [
    ...new Set(
      claims
        .filter(({ standing }) => standing === 'sight')
        .map(({ host }) => host),
    ),
  ].sort();
  return (
    <>
      {found.map(standing => (
        <div key={standing} className={`${styles.stack} ${styles.close}`}>
          <Text as="p" weight="bold">
            {t(`entity.standing.${standing}`)}
          </Text>
          <Text as="p" color="secondary">
            {t(`entity.meaning.${standing}`)}
          </Text>
          {standing === 'sight' && ownerRefs.length === 0 && (
            <Text as="p" color="secondary">
              {t('entity.noOwners')}
            </Text>
          )}
          {standing === 'sight' && ownerRefs.length > 0 && (
            <>
              <Text as="p" color="secondary">
                {t('entity.trustHow')}
              </Text>
              <Snippet
                label={t('entity.trustSnippet')}
                text={formatTrust(untrusting, ownerRefs)}
              />
            </>
          )}
        </div>
      ))}
      {(found.includes('sight') || found.includes('contested')) && (
        <div className={`${styles.stack} ${styles.close}`}>
          <Text as="p" color="secondary">
            {t('entity.labelHow')}
          </Text>
          <Snippet
            label={t('claim.labelSnippet')}
            text={formatComposeLabel('my-service', entityRef)}
          />
        </div>
      )}
    </>
  );
}
