import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import { CleanupResult } from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';
import { useCleanup, useDockerWatcherTranslation } from '../../hooks';
import { formatBytes } from '../../model';
import { FailureAlert } from '../StateMessage';
import styles from './CleanupDialog.module.css';
import { ResultsTable } from './ResultsTable';

/**
 * Shows what a clean-up would remove and what not, removes it when that is meant, and
 * tells what came of each. While it goes on it can be stopped, not closed.
 */
export function CleanupDialog(props: {
  containers: readonly { host: string; id: string }[];
  /** @param removed - what is no more. */
  onClose: (removed: readonly CleanupResult[]) => void;
}) {
  const { containers, onClose } = props;
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  const size = (bytes: number) => formatBytes(bytes, locale);
  const { state, check, run, stop } = useCleanup(containers);
  const [removeVolumes, setRemoveVolumes] = useState(false);
  const results = 'results' in state ? state.results : [];
  const removed = results.filter(({ outcome }) => outcome === 'removed');
  const removable = results.filter(({ outcome }) => outcome === 'removable');
  const others = results.filter(({ outcome }) => outcome !== 'removable');
  const volumes = sumOf(removable, one => one.anonymousVolumes);
  const freed = sumOf(
    removed,
    one => one.containerBytes + (removeVolumes ? one.volumeBytes : 0),
  );
  const close = () => state.step !== 'running' && onClose(removed);

  return (
    <Dialog isOpen onOpenChange={isOpen => isOpen || close()} width={720}>
      <DialogHeader>
        {t('cleanup.title', { count: containers.length })}
      </DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <div role="status">
            {state.step === 'checking' && (
              <>
                <Text as="p">{t('cleanup.checking')}</Text>
                <Skeleton height={120} />
              </>
            )}
            {state.step === 'running' && (
              <>
                <Text as="p">
                  {t('cleanup.progress', {
                    done: String(results.length),
                    total: String(state.total),
                  })}
                </Text>
                <progress
                  className={styles.progress}
                  aria-label={t('cleanup.title', { count: state.total })}
                  value={results.length}
                  max={state.total}
                />
              </>
            )}
            {state.step === 'done' && (
              <Text as="p">
                {t('cleanup.summary', {
                  count: removed.length,
                  size: size(freed),
                })}
                {results.length < state.total && !state.error && (
                  <>
                    {' '}
                    {t('cleanup.stopped', {
                      count: state.total - results.length,
                    })}
                  </>
                )}
              </Text>
            )}
          </div>
          {state.step === 'checkFailed' && (
            <FailureAlert
              title={t('cleanup.checkFailed')}
              error={state.error}
              onRetry={check}
            />
          )}
          {state.step === 'done' && Boolean(state.error) && (
            <FailureAlert title={t('cleanup.failed')} error={state.error} />
          )}
          {state.step === 'preview' && (
            <>
              {removable.length > 0 ? (
                <>
                  <Text as="h3" variant="title-x-small">
                    {t('cleanup.willRemove', { count: removable.length })}
                  </Text>
                  <ResultsTable
                    label={t('cleanup.willRemove', {
                      count: removable.length,
                    })}
                    results={removable}
                  />
                </>
              ) : (
                <Alert status="info" icon title={t('cleanup.nothing')} />
              )}
              {others.length > 0 && (
                <>
                  <Text as="h3" variant="title-x-small">
                    {t('cleanup.willNot', { count: others.length })}
                  </Text>
                  <ResultsTable
                    label={t('cleanup.willNot', { count: others.length })}
                    results={others}
                  />
                </>
              )}
              {volumes > 0 && (
                <div>
                  <Checkbox
                    isSelected={removeVolumes}
                    onChange={setRemoveVolumes}
                  >
                    {t('cleanup.volumes', {
                      count: volumes,
                      size: size(sumOf(removable, one => one.volumeBytes)),
                    })}
                  </Checkbox>
                  <Text as="p" variant="body-small" color="secondary">
                    {t('cleanup.volumesHelp')}
                  </Text>
                </div>
              )}
              {removable.length > 0 && (
                <Text as="p">{t('cleanup.consequence')}</Text>
              )}
            </>
          )}
          {(state.step === 'running' || state.step === 'done') &&
            results.length > 0 && (
              <ResultsTable label={t('cleanup.results')} results={results} />
            )}
        </div>
      </DialogBody>
      <DialogFooter>
        {state.step === 'running' && (
          <Button
            variant="secondary"
            isDisabled={state.isStopping}
            onPress={stop}
          >
            {t(state.isStopping ? 'cleanup.stopping' : 'cleanup.stop')}
          </Button>
        )}
        {state.step === 'done' && (
          <Button variant="primary" onPress={close}>
            {t('cleanup.close')}
          </Button>
        )}
        {state.step !== 'running' && state.step !== 'done' && (
          <>
            <Button variant="secondary" onPress={close}>
              {t('cleanup.cancel')}
            </Button>
            {removable.length > 0 && (
              <Button
                variant="primary"
                destructive
                onPress={() => run(removable, removeVolumes)}
              >
                {t('cleanup.confirm', { count: removable.length })}
              </Button>
            )}
          </>
        )}
      </DialogFooter>
    </Dialog>
  );
}

function sumOf(
  results: readonly CleanupResult[],
  of: (reclaimable: NonNullable<CleanupResult['reclaimable']>) => number,
): number {
  return results.reduce(
    (sum, { reclaimable }) => sum + (reclaimable ? of(reclaimable) : 0),
    0,
  );
}
