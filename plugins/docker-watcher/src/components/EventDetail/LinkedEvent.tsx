import {
  Button,
  Card,
  CardBody,
  CardHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import { RiQuestionLine } from '@remixicon/react';
import { useId } from 'react';
import { useDockerWatcherTranslation, useEvent } from '../../hooks';
import { classifyError } from '../../model';
import { FailureAlert, StateMessage } from '../StateMessage';
import { EventDetail } from './EventDetail';
import styles from './EventDetail.module.css';

/** The event an address leads to while it is not among those in the list. */
export function LinkedEvent(props: { id: string; onClose: () => void }) {
  const { id, onClose } = props;
  const { t } = useDockerWatcherTranslation();
  const titleId = useId();
  const { data, error, refetch, isFetching } = useEvent(id);

  const content = () => {
    if (data) {
      return (
        <>
          <Text as="p" style={{ margin: 0 }}>
            {data.message}
          </Text>
          <EventDetail event={data} />
        </>
      );
    }
    if (!error) {
      return (
        <div
          role="status"
          aria-busy="true"
          aria-label={t('eventsTab.detail.loading')}
        >
          <Skeleton height={120} width="100%" />
        </div>
      );
    }
    return classifyError(error) === 'failed' ? (
      <FailureAlert
        title={t('eventsTab.detail.failed')}
        error={error}
        onRetry={refetch}
        isRetrying={isFetching}
      />
    ) : (
      <StateMessage
        icon={RiQuestionLine}
        title={t('eventsTab.detail.notFoundTitle')}
        text={t('eventsTab.detail.notFoundText')}
      />
    );
  };

  return (
    <section aria-labelledby={titleId}>
      <Card>
        <CardHeader>
          <div className={styles.linkedHead}>
            <Text as="h2" variant="body-large" weight="bold" id={titleId}>
              {t('eventsTab.detail.linked')}
            </Text>
            <Button size="small" variant="tertiary" onPress={onClose}>
              {t('eventsTab.detail.close')}
            </Button>
          </div>
        </CardHeader>
        <CardBody>
          <div className={styles.root}>{content()}</div>
        </CardBody>
      </Card>
    </section>
  );
}
