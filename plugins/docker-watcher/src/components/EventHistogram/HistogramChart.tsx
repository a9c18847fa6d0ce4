import { EventHistogram } from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';
import { Bar, BarChart, ReferenceArea, Tooltip, XAxis, YAxis } from 'recharts';
import styles from './EventHistogram.module.css';

const HEIGHT = 128;
/** The worst on top of the stack. */
const STACK = ['info', 'warn', 'error'] as const;

type Bucket = EventHistogram['buckets'][number];
type Pointer = { activeTooltipIndex?: number };

/** The bars, to be dragged over. Loaded apart, because the library is large. */
export default function HistogramChart(props: {
  buckets: readonly Bucket[];
  width: number;
  /** What a bucket's time is called below the axis. */
  formatTick: (at: string) => string;
  /** Which of them are called by a name; all that have room when left out. */
  ticks?: string[];
  describe: (bucket: Bucket) => string[];
  onSelect: (first: number, last: number) => void;
}) {
  const { buckets, width, formatTick, ticks, describe, onSelect } = props;
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const place = (pointer: Pointer | undefined) => pointer?.activeTooltipIndex;
  const [first, last] = drag
    ? [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)]
    : [];

  return (
    <BarChart
      width={width}
      height={HEIGHT}
      data={[...buckets]}
      margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={1}
      accessibilityLayer={false}
      onMouseDown={(pointer: Pointer) => {
        const from = place(pointer);
        setDrag(from === undefined ? undefined : { from, to: from });
      }}
      onMouseMove={(pointer: Pointer) => {
        const to = place(pointer);
        if (drag && to !== undefined) {
          setDrag({ ...drag, to });
        }
      }}
      onMouseLeave={() => setDrag(undefined)}
      onMouseUp={() => {
        setDrag(undefined);
        if (first !== undefined && last !== undefined) {
          onSelect(first, last);
        }
      }}
    >
      <XAxis
        dataKey="at"
        tickFormatter={formatTick}
        ticks={ticks}
        interval="equidistantPreserveStart"
        minTickGap={48}
        tickLine={false}
        stroke="var(--bui-border-2)"
      />
      <YAxis
        allowDecimals={false}
        width={36}
        axisLine={false}
        tickLine={false}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--bui-fg-secondary)', fillOpacity: 0.15 }}
        content={({ active, payload }) => {
          const bucket: Bucket | undefined = payload?.[0]?.payload;
          return active && bucket ? (
            <div className={styles.tooltip}>
              {describe(bucket).map(line => (
                <div key={line}>{line}</div>
              ))}
            </div>
          ) : null;
        }}
      />
      {STACK.map(severity => (
        <Bar
          key={severity}
          dataKey={severity}
          stackId="events"
          fill={`var(--docker-watcher-chart-${severity})`}
          stroke="var(--bui-bg-neutral-1)"
          strokeWidth={0.5}
          minPointSize={(_, index) => (buckets[index]?.[severity] ? 3 : 0)}
          isAnimationActive={false}
        />
      ))}
      {first !== undefined && last !== undefined && (
        <ReferenceArea
          x1={buckets[first].at}
          x2={buckets[last].at}
          fill="var(--bui-fg-primary)"
          fillOpacity={0.2}
        />
      )}
    </BarChart>
  );
}
