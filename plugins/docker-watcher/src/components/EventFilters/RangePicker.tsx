import { DateRangePicker } from '@backstage/ui';
import {
  getLocalTimeZone,
  parseAbsoluteToLocal,
} from '@internationalized/date';
import { useEffect, useRef, useState } from 'react';
import { useDockerWatcherTranslation } from '../../hooks';
import styles from './EventFilters.module.css';

const SETTLED_MS = 800;

type Between = { since: string; until: string };

/** Two times by date, hour and minute; they take effect when typing pauses. */
export function RangePicker(props: {
  range: Between;
  onChange: (range: Between) => void;
}) {
  const { range, onChange } = props;
  const { t } = useDockerWatcherTranslation();
  const [draft, setDraft] = useState<Between>();
  const report = useRef(onChange);
  report.current = onChange;

  useEffect(() => {
    if (!draft) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setDraft(undefined);
      if (draft.since < draft.until) {
        report.current(draft);
      }
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  const shown = draft ?? range;
  return (
    <DateRangePicker
      className={styles.picker}
      size="small"
      aria-label={t('eventsTab.range.custom')}
      granularity="minute"
      hideTimeZone
      value={{
        start: parseAbsoluteToLocal(shown.since),
        end: parseAbsoluteToLocal(shown.until),
      }}
      onChange={value => {
        if (value) {
          const zone = getLocalTimeZone();
          setDraft({
            since: value.start.toDate(zone).toISOString(),
            until: value.end.toDate(zone).toISOString(),
          });
        }
      }}
    />
  );
}
