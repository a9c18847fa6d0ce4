import { Link, Skeleton, Text } from '@backstage/ui';
import { RiErrorWarningFill } from '@remixicon/react';
import {
  Container,
  EntityClaims,
  dockerWatcherContainerReadPermission,
} from 'backstage-plugin-docker-watcher-common';
import {
  useContainers,
  useDockerWatcherTranslation,
  useEntityClaims,
  useHostsByName,
  usePaths,
} from '../../hooks';
import { classifyError, summarizeContainers } from '../../model';
import { HostName } from '../HostName';
import { Fact, Facts, Note } from '../Section';
import { FailureAlert, NotAllowedMessage } from '../StateMessage';
import { StatusLabel } from '../StatusLabel';
import { CountList } from '../SummaryStrip';
import styles from './EntityContainers.module.css';

const MOST_COUNTED = 500;

/** What somebody should look at on the tab. */
function Hints(props: { claims: EntityClaims }) {
  const { claims, problems } = props.claims;
  const { t } = useDockerWatcherTranslation();
  const contested = claims.filter(each => each.standing === 'contested').length;
  return (
    <>
      {contested > 0 && (
        <StatusLabel
          icon={RiErrorWarningFill}
          tone="warning"
          text={t('entity.contested', { count: contested })}
          wraps
        />
      )}
      {problems.length > 0 && (
        <StatusLabel
          icon={RiErrorWarningFill}
          tone="warning"
          text={t('entity.problemHint', { problem: problems[0].problem })}
          wraps
        />
      )}
    </>
  );
}

function Numbers(props: { containers: Container[]; entityRef: string }) {
  const { containers, entityRef } = props;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const hosts = useHostsByName();
  const names = [...new Set(containers.map(({ host }) => host))].sort();
  const unknown = containers.filter(
    ({ presence }) => presence === 'unknown',
  ).length;
  return (
    <>
      <CountList
        label={t('entity.countsLabel')}
        counts={summarizeContainers(containers)}
        hrefOf={({ id, filter }) =>
          id === 'stale'
            ? paths.stale({ entityRef: [entityRef] })
            : paths.containers({ ...filter, entityRef: [entityRef] })
        }
      />
      <Facts>
        <Fact term={t('entity.hosts')}>
          {names.map(name => (
            <HostName key={name} name={name} host={hosts.get(name)} compact />
          ))}
        </Fact>
      </Facts>
      {unknown > 0 && <Note>{t('entity.lastKnown', { count: unknown })}</Note>}
    </>
  );
}

/** An entity's containers by state and health, where they are, and what is amiss. */
export function EntitySummary(props: {
  entityRef: string;
  tabHref: string | undefined;
}) {
  const { entityRef, tabHref } = props;
  const { t } = useDockerWatcherTranslation();
  const { data, error, refetch, isFetching } = useContainers({
    entityRef: [entityRef],
    limit: MOST_COUNTED,
  });
  const claims = useEntityClaims(entityRef);
  if (error && classifyError(error) === 'notAllowed') {
    return (
      <NotAllowedMessage
        permission={dockerWatcherContainerReadPermission}
        heading="h4"
      />
    );
  }
  if (!data) {
    return error ? (
      <FailureAlert
        title={t('error.containers')}
        error={error}
        onRetry={refetch}
        isRetrying={isFetching}
      />
    ) : (
      <div role="status" aria-busy="true" aria-label={t('entity.loading')}>
        <Skeleton height={96} />
      </div>
    );
  }
  const more = data.totalItems - data.items.length;
  return (
    <div className={styles.stack}>
      {data.items.length === 0 ? (
        <Text as="p" color="secondary">
          {t('entity.noneLinked')}{' '}
          {tabHref && <Link href={tabHref}>{t('entity.howToLink')}</Link>}
        </Text>
      ) : (
        <Numbers containers={data.items} entityRef={entityRef} />
      )}
      {more > 0 && <Note>{t('entity.more', { count: more })}</Note>}
      {claims.data && <Hints claims={claims.data} />}
    </div>
  );
}
