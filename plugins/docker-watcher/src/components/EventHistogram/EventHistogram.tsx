import { Card, CardBody, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { EventHistogram as Histogram } from 'backstage-plugin-docker-watcher-common';
import { Suspense, lazy, useId } from 'react';
import {
  useDockerWatcherTranslation,
  useElementWidth,
  useEventHistogram,
} from '../../hooks';
import {
  EVENT_SEVERITIES,
  EventsRange,
  EventsUrlFilter,
  classifyError,
  formatExactDuration,
  formatMinute,
  formatTick,
  tickTimes,
} from '../../model';
import { FailureAlert } from '../StateMessage';
import styles from './EventHistogram.module.css';

const HistogramChart = lazy(() => import('./HistogramChart'));

const PLOT_HEIGHT = 128;
/** Until the room was measured, and where it cannot be. */
const ASSUMED_WIDTH = 640;

type Bucket = Histogram['buckets'][number];

function totalOf(bucket: Bucket): number {
  return bucket.info + bucket.warn + bucket.error;
}

/** Counts in words, for the legend, the tooltip and those who see no bars. */
function useWords(histogram: Histogram | undefined) {
  const { t } = useDockerWatcherTranslation();
  const locale = useApiHolder().get(appLanguageApiRef)?.getLanguage().language;
  const time = (iso: string) => formatMinute(iso, locale) ?? iso;
  const number = (value: number) => value.toLocaleString(locale);
  const counts = (of: Record<'info' | 'warn' | 'error', number>) =>
    EVENT_SEVERITIES.map(severity =>
      t('eventsTab.histogram.count', {
        name: t(`eventsTab.severity.${severity}`),
        number: number(of[severity]),
      }),
    );
  const totals = (histogram?.buckets ?? []).reduce(
    (sum, bucket) => ({
      info: sum.info + bucket.info,
      warn: sum.warn + bucket.warn,
      error: sum.error + bucket.error,
    }),
    { info: 0, warn: 0, error: 0 },
  );
  const summary = () => {
    if (!histogram) {
      return '';
    }
    const [busiest] = [...histogram.buckets].sort(
      (a, b) => totalOf(b) - totalOf(a),
    );
    const all = t('eventsTab.histogram.summary', {
      since: time(histogram.since),
      until: time(histogram.until),
      counts: counts(totals).join(', '),
    });
    return busiest && totalOf(busiest) > 0
      ? `${all} ${t('eventsTab.histogram.busiest', {
          number: number(totalOf(busiest)),
          at: time(busiest.at),
        })}`
      : all;
  };
  return { t, locale, time, number, counts, totals, summary };
}

/** How many events there were when, by severity; dragging over it chooses a range. */
export function EventHistogram(props: {
  filter: EventsUrlFilter;
  /** Whether the list has failed already and says so. */
  isQuiet: boolean;
  onRange: (range: EventsRange) => void;
}) {
  const { filter, isQuiet, onRange } = props;
  const titleId = useId();
  const [plotRef, width] = useElementWidth<HTMLDivElement>();
  const { data, error, refetch, isFetching, isPlaceholderData } =
    useEventHistogram(filter);
  const words = useWords(data);
  const { t, locale } = words;

  if (error && (isQuiet || classifyError(error) !== 'failed')) {
    // The list says why, and says it better.
    return null;
  }
  if (error && !data) {
    return (
      <FailureAlert
        title={t('eventsTab.histogram.failed')}
        error={error}
        onRetry={refetch}
        isRetrying={isFetching}
      />
    );
  }
  const spanMs = data ? data.bucketMs * data.buckets.length : 0;
  const select = (first: number, last: number) => {
    if (data?.buckets[first] && data.buckets[last]) {
      const until = Date.parse(data.buckets[last].at) + data.bucketMs;
      onRange({
        since: data.buckets[first].at,
        until: new Date(until).toISOString(),
      });
    }
  };
  const skeleton = (
    <div
      role="status"
      aria-busy="true"
      aria-label={t('eventsTab.histogram.loading')}
    >
      <Skeleton height={PLOT_HEIGHT} width="100%" />
    </div>
  );
  return (
    <Card>
      <CardBody>
        <figure className={styles.root} aria-labelledby={titleId}>
          <figcaption className={styles.head}>
            <Text as="span" weight="bold" id={titleId}>
              {t('eventsTab.histogram.title')}
            </Text>
            {data && (
              <ul className={styles.legend} aria-hidden>
                {EVENT_SEVERITIES.map(severity => (
                  <li key={severity}>
                    <span className={`${styles.swatch} ${styles[severity]}`} />
                    {t(`eventsTab.severity.${severity}`)}{' '}
                    {words.number(words.totals[severity])}
                  </li>
                ))}
              </ul>
            )}
          </figcaption>
          <VisuallyHidden>{words.summary()}</VisuallyHidden>
          {data ? (
            <div
              ref={plotRef}
              className={styles.plot}
              data-stale={isPlaceholderData || undefined}
              aria-hidden
            >
              <Suspense fallback={skeleton}>
                <HistogramChart
                  buckets={data.buckets}
                  width={width ?? ASSUMED_WIDTH}
                  formatTick={at => formatTick(at, spanMs, locale)}
                  ticks={tickTimes(
                    data.buckets.map(({ at }) => at),
                    spanMs,
                  )}
                  describe={bucket => [
                    words.time(bucket.at),
                    ...words.counts(bucket),
                  ]}
                  onSelect={select}
                />
              </Suspense>
            </div>
          ) : (
            skeleton
          )}
          {data && (
            <p className={styles.note}>
              {data.completeSince &&
                `${t('eventsTab.histogram.completeSince', {
                  since: words.time(data.completeSince),
                })} `}
              {t('eventsTab.histogram.perBucket', {
                duration: formatExactDuration(data.bucketMs, locale),
              })}{' '}
              <span aria-hidden>{t('eventsTab.histogram.hint')}</span>
            </p>
          )}
        </figure>
      </CardBody>
    </Card>
  );
}
