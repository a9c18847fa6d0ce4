import { ButtonLink, Container, Flex, Skeleton } from '@backstage/ui';
import { RiQuestionLine } from '@remixicon/react';
import { dockerWatcherContainerReadPermission } from 'backstage-plugin-docker-watcher-common';
import { useParams } from 'react-router-dom';
import {
  useContainer,
  useDockerWatcherTranslation,
  useHostsByName,
  usePaths,
} from '../../hooks';
import { classifyError } from '../../model';
import { ContainerTimeline } from '../ContainerTimeline';
import {
  FailureAlert,
  NotAllowedMessage,
  StaleAlert,
  StateMessage,
} from '../StateMessage';
import { CatalogSection } from './CatalogSection';
import styles from './ContainerDetailPage.module.css';
import { DetailHeader } from './DetailHeader';
import { EnvironmentSection } from './EnvironmentSection';
import { LabelsSection } from './LabelsSection';
import { MountsSection } from './MountsSection';
import { NetworksSection } from './NetworksSection';
import { OverviewSection } from './OverviewSection';
import { PortsSection } from './PortsSection';
import { StaleSection } from './StaleSection';

function DetailSkeleton() {
  const { t } = useDockerWatcherTranslation();
  return (
    <div aria-busy="true" aria-label={t('detail.loading')} role="status">
      <Flex direction="column" gap="4">
        <Skeleton width="40%" height={32} />
        <div className={styles.columns}>
          <Skeleton height={320} />
          <Skeleton height={320} />
        </div>
      </Flex>
    </div>
  );
}

function DetailFailure(props: { error: unknown; onRetry: () => void }) {
  const { error, onRetry } = props;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const back = (
    <ButtonLink variant="secondary" href={paths.containers()}>
      {t('actions.backToContainers')}
    </ButtonLink>
  );
  const kind = classifyError(error);
  switch (kind) {
    case 'notFound':
    case 'badRequest':
      return (
        <StateMessage
          icon={RiQuestionLine}
          title={t('detail.notFoundTitle')}
          text={t('detail.notFoundText')}
        >
          {back}
        </StateMessage>
      );
    case 'notAllowed':
      return (
        <NotAllowedMessage permission={dockerWatcherContainerReadPermission}>
          {back}
        </NotAllowedMessage>
      );
    case 'conflict':
    case 'tooMany':
    case 'failed':
      return (
        <FailureAlert
          title={t('error.container')}
          error={error}
          onRetry={onRetry}
        />
      );
    default: {
      const unknown: never = kind;
      return unknown;
    }
  }
}

/** A single container. */
export function ContainerDetailPage() {
  const { host = '', id = '' } = useParams();
  const { data, error, dataUpdatedAt, refetch } = useContainer({ host, id });
  const knownHost = useHostsByName().get(host);

  // A container that is gone now is not shown as if it could merely not be refreshed.
  const gone = error && classifyError(error) !== 'failed';
  if (error && (gone || !data)) {
    return (
      <Container pb="8">
        <DetailFailure error={error} onRetry={refetch} />
      </Container>
    );
  }
  if (!data) {
    return (
      <Container pb="8">
        <DetailSkeleton />
      </Container>
    );
  }
  return (
    <Container pb="8">
      <Flex direction="column" gap="4">
        <DetailHeader container={data} host={knownHost} />
        {error && (
          <StaleAlert
            error={error}
            updatedAt={dataUpdatedAt}
            onRetry={refetch}
          />
        )}
        <div className={styles.columns}>
          <div className={styles.column}>
            <OverviewSection container={data} />
            <StaleSection container={data} />
            <CatalogSection container={data} />
            <ContainerTimeline container={data} />
          </div>
          <div className={styles.column}>
            <PortsSection container={data} host={knownHost} />
            <MountsSection container={data} />
            <NetworksSection container={data} />
            <EnvironmentSection container={data} />
            <LabelsSection container={data} />
          </div>
        </div>
      </Flex>
    </Container>
  );
}
