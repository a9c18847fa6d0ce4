import { Button, Flex, Link } from '@backstage/ui';
import {
  ANNOTATION_COMPOSE_PROJECT,
  ANNOTATION_CONTAINER_NAME,
  ANNOTATION_SELECTOR,
  EntityClaim,
  LABEL_ENTITY_REF,
} from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';
import {
  useDockerWatcherTranslation,
  useHostsByName,
  usePaths,
} from '../../hooks';
import { sortClaims } from '../../model';
import { EntityLink } from '../EntityLinks';
import { Mono, Note, Section, SimpleTable } from '../Section';
import styles from './EntityContainers.module.css';
import { StandingHelp } from './StandingHelp';
import { StandingLabel } from './StandingLabel';

const FEW = 10;

const WRITTEN: Record<EntityClaim['source'], string> = {
  label: LABEL_ENTITY_REF,
  'container-name': ANNOTATION_CONTAINER_NAME,
  selector: ANNOTATION_SELECTOR,
  compose: ANNOTATION_COMPOSE_PROJECT,
};

function Source(props: { source: EntityClaim['source'] }) {
  const { source } = props;
  const { t } = useDockerWatcherTranslation();
  return (
    <span className={styles.lines}>
      <span>
        {t(source === 'label' ? 'entity.byLabel' : 'entity.byAnnotation')}
      </span>{' '}
      <Mono>{WRITTEN[source]}</Mono>
    </span>
  );
}

function Outcome(props: { claim: EntityClaim }) {
  const { standing, rivals } = props.claim;
  const { t } = useDockerWatcherTranslation();
  return (
    <>
      <StandingLabel standing={standing} />
      {rivals.length > 0 && (
        <span className={styles.refs}>
          <Note>{t('entity.rivals')}</Note>
          {rivals.map(ref => (
            <EntityLink key={ref} entityRef={ref} />
          ))}
        </span>
      )}
    </>
  );
}

/** How each container is linked to the entity, what comes of it, and what would help. */
export function ClaimsSection(props: {
  claims: readonly EntityClaim[];
  entityRef: string;
  ownerRefs: string[];
}) {
  const { entityRef, ownerRefs } = props;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const hosts = useHostsByName();
  const [showsAll, setShowsAll] = useState(false);
  const claims = sortClaims(props.claims);
  const shown = showsAll ? claims : claims.slice(0, FEW);
  return (
    <Section title={t('entity.claims')} heading="h2">
      <Flex direction="column" gap="4">
        <SimpleTable
          label={t('entity.claims')}
          columns={[
            t('entity.container'),
            t('entity.linkedBy'),
            t('entity.outcome'),
          ]}
          rows={shown.map(claim => ({
            key: `${claim.host}/${claim.id}`,
            cells: [
              <span className={styles.lines}>
                <Link href={paths.container(claim)}>{claim.name}</Link>{' '}
                <Note>
                  {t('entity.onHost', {
                    host: hosts.get(claim.host)?.title ?? claim.host,
                  })}
                </Note>
              </span>,
              <Source source={claim.source} />,
              <Outcome claim={claim} />,
            ],
          }))}
        />
        {shown.length < claims.length && (
          <div>
            <Button
              size="small"
              variant="secondary"
              onPress={() => setShowsAll(true)}
            >
              {t('entity.showAllClaims', { number: String(claims.length) })}
            </Button>
          </div>
        )}
        <StandingHelp
          claims={claims}
          entityRef={entityRef}
          ownerRefs={ownerRefs}
        />
      </Flex>
    </Section>
  );
}
