import { Alert, Button, Flex } from '@backstage/ui';
import { useDockerWatcherTranslation } from '../../hooks';
import styles from './ContainerActions.module.css';

/** What came of an action. */
export interface ActionNoticeContent {
  status: 'success' | 'info' | 'warning' | 'danger';
  title: string;
  description?: string;
  /** What the reader may do about it. */
  cure?: { label: string; run: () => void };
}

/**
 * Says what came of an action until it is closed, on the screen and to screen readers:
 * the region is always there, so that they notice when something is said in it.
 */
export function ActionNotice(props: {
  notice: ActionNoticeContent | undefined;
  onClose: () => void;
}) {
  const { notice, onClose } = props;
  const { t } = useDockerWatcherTranslation();
  return (
    <div
      className={styles.notice}
      role="status"
      aria-label={t('containerActions.outcome')}
    >
      {notice && (
        <Alert
          status={notice.status}
          icon
          title={notice.title}
          description={notice.description}
          customActions={
            <Flex gap="2">
              {notice.cure && (
                <Button
                  size="small"
                  variant="secondary"
                  onPress={notice.cure.run}
                >
                  {notice.cure.label}
                </Button>
              )}
              <Button size="small" variant="tertiary" onPress={onClose}>
                {t('containerActions.close')}
              </Button>
            </Flex>
          }
        />
      )}
    </div>
  );
}
