import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { WatcherEvent } from 'backstage-plugin-docker-watcher-common';
import { useDockerWatcherTranslation } from '../../hooks';
import { explainExitCode, formatDuration } from '../../model';
import { RelativeTime } from '../RelativeTime';
import { Fact, Mono, Note, SimpleTable } from '../Section';
import styles from './EventDetail.module.css';

function ExitCode(props: {
  exitCode: number | undefined;
  oomKilled?: boolean;
}) {
  const { exitCode, oomKilled } = props;
  const { t } = useDockerWatcherTranslation();
  if (exitCode === undefined) {
    return null;
  }
  const explanation = explainExitCode(exitCode, oomKilled);
  return (
    <Fact term={t('eventsTab.detail.exitCode')}>
      {exitCode}
      <Note>
        {'signal' in explanation
          ? t(`exit.${explanation.kind}`, { signal: explanation.signal })
          : t(`exit.${explanation.kind}`)}
      </Note>
    </Fact>
  );
}

/** What an event of its kind tells beyond its message, as facts of a list. */
export function KindDetails(props: { event: WatcherEvent }) {
  const { event } = props;
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  const duration = (ms: number | undefined) =>
    ms === undefined ? undefined : formatDuration(ms, locale);

  switch (event.kind) {
    case 'container.created':
    case 'container.started':
    case 'container.removed':
      return (
        <Fact term={t('eventsTab.detail.image')}>
          <Mono>{event.details.image}</Mono>
        </Fact>
      );
    case 'container.died': {
      const { exitCode, oomKilled, ranForMs } = event.details;
      return (
        <>
          <ExitCode exitCode={exitCode} oomKilled={oomKilled} />
          <Fact term={t('eventsTab.detail.outOfMemory')}>
            {oomKilled && t('eventsTab.detail.yes')}
          </Fact>
          <Fact term={t('eventsTab.detail.ranFor')}>{duration(ranForMs)}</Fact>
        </>
      );
    }
    case 'container.stopped': {
      const { exitCode, signal, ranForMs } = event.details;
      return (
        <>
          <ExitCode exitCode={exitCode} />
          <Fact term={t('eventsTab.detail.signal')}>{signal}</Fact>
          <Fact term={t('eventsTab.detail.ranFor')}>{duration(ranForMs)}</Fact>
        </>
      );
    }
    case 'container.restarted':
      return <ExitCode exitCode={event.details.exitCode} />;
    case 'container.paused':
    case 'container.unpaused':
      return null;
    case 'container.renamed':
      return (
        <>
          <Fact term={t('eventsTab.detail.from')}>{event.details.from}</Fact>
          <Fact term={t('eventsTab.detail.to')}>{event.details.to}</Fact>
        </>
      );
    case 'container.health-changed':
      return (
        <>
          <Fact term={t('eventsTab.detail.from')}>
            {t(`health.${event.details.from}`)}
          </Fact>
          <Fact term={t('eventsTab.detail.to')}>
            {t(`health.${event.details.to}`)}
          </Fact>
        </>
      );
    case 'container.crash-looping': {
      const { restarts, windowMs, exitCode } = event.details;
      return (
        <>
          <Fact term={t('eventsTab.detail.restarts')}>{restarts}</Fact>
          <Fact term={t('eventsTab.detail.within')}>{duration(windowMs)}</Fact>
          <ExitCode exitCode={exitCode} />
        </>
      );
    }
    case 'container.crash-loop-ended': {
      const { restarts, durationMs } = event.details;
      return (
        <>
          <Fact term={t('eventsTab.detail.restarts')}>{restarts}</Fact>
          <Fact term={t('eventsTab.detail.lasted')}>
            {duration(durationMs)}
          </Fact>
        </>
      );
    }
    case 'host.connected': {
      const { product, version, apiVersion } = event.details;
      return (
        <Fact term={t('eventsTab.detail.engine')}>
          {`${product} ${version}`}
          <Note>{t('hosts.api', { version: apiVersion })}</Note>
        </Fact>
      );
    }
    case 'host.unreachable':
    case 'host.misconfigured':
      return (
        <Fact term={t('eventsTab.detail.reason')}>{event.details.reason}</Fact>
      );
    case 'container.stale': {
      const { thresholdDays, thresholdFrom, lastAliveAt, reasons } =
        event.details;
      return (
        <>
          <Fact term={t('eventsTab.detail.reasons')}>
            {reasons.map(reason => (
              <div key={reason}>{reason}</div>
            ))}
          </Fact>
          <Fact term={t('eventsTab.detail.lastAlive')}>
            <RelativeTime iso={lastAliveAt} />
          </Fact>
          <Fact term={t('eventsTab.detail.threshold')}>
            {t('stale.days', { count: thresholdDays })}
            <Note>{t(`stale.from.${thresholdFrom}`)}</Note>
          </Fact>
        </>
      );
    }
    case 'container.no-longer-stale':
      return (
        <Fact term={t('eventsTab.detail.reason')}>
          {t(`stale.because.${event.details.because}`)}
        </Fact>
      );
    case 'stale.snoozed':
      return (
        <>
          <Fact term={t('eventsTab.detail.until')}>
            <RelativeTime iso={event.details.until} />
          </Fact>
          <Fact term={t('eventsTab.detail.note')}>{event.details.note}</Fact>
        </>
      );
    case 'stale.snooze-ended':
      return (
        <Fact term={t('eventsTab.detail.wouldHaveLasted')}>
          <RelativeTime iso={event.details.until} />
        </Fact>
      );
    case 'settings.changed': {
      const { version, changes } = event.details;
      const say = (value: number | string | boolean) =>
        value === 'config'
          ? t('eventsTab.detail.followsConfig')
          : String(value);
      return (
        <>
          <Fact term={t('eventsTab.detail.version')}>{version}</Fact>
          <Fact term={t('eventsTab.detail.changes')}>
            <SimpleTable
              label={t('eventsTab.detail.changes')}
              columns={[
                t('eventsTab.detail.field'),
                t('eventsTab.detail.from'),
                t('eventsTab.detail.to'),
              ]}
              rows={changes.map(({ field, from, to }) => ({
                key: field,
                cells: [<Mono key="field">{field}</Mono>, say(from), say(to)],
              }))}
            />
          </Fact>
        </>
      );
    }
    case 'user.container-action': {
      const { action, outcome, reason, removeVolumes } = event.details;
      return (
        <>
          <Fact term={t('eventsTab.detail.action')}>
            {t(`eventsTab.action.${action}`)}
            {removeVolumes && <Note>{t('eventsTab.detail.withVolumes')}</Note>}
          </Fact>
          <Fact term={t('eventsTab.detail.outcome')}>
            {t(`eventsTab.outcome.${outcome}`)}
          </Fact>
          <Fact term={t('eventsTab.detail.reason')}>{reason}</Fact>
        </>
      );
    }
    default: {
      // A newer backend may tell of kinds that are not known here.
      const unknown: { details?: unknown } = event satisfies never;
      return (
        <Fact term={t('eventsTab.detail.other')}>
          <pre className={styles.json}>
            {JSON.stringify(unknown.details, undefined, 2)}
          </pre>
        </Fact>
      );
    }
  }
}
