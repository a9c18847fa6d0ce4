import { Button, Flex, Link } from '@backstage/ui';
import { ContainerDetail } from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';
import { useDockerWatcherTranslation, usePaths } from '../../hooks';
import {
  ActionNotice,
  ActionNoticeContent,
} from '../ContainerActions/ActionNotice';
import { RelativeTime, useRelativeTime } from '../RelativeTime';
import { Fact, Facts, Note, Section } from '../Section';
import { EndSnoozeButton, SnoozeDialog } from '../Snooze';
import { StaleSize } from '../StaleVerdict';

/** Why a container may go, or until when somebody keeps it; nothing of all others. */
export function StaleSection(props: { container: ContainerDetail }) {
  const { container } = props;
  const { name, stale, maySnooze, reclaimable } = container;
  const { t } = useDockerWatcherTranslation();
  const paths = usePaths();
  const { date } = useRelativeTime();
  const [isSnoozing, setSnoozing] = useState(false);
  const [notice, setNotice] = useState<ActionNoticeContent>();
  const snooze =
    container.snooze && Date.parse(container.snooze.until) > Date.now()
      ? container.snooze
      : undefined;
  if (!stale && !snooze && !notice) {
    return null;
  }
  return (
    <Section title={t(snooze ? 'stale.snoozedBadge' : 'stale.badge')}>
      <Flex direction="column" gap="3">
        <ActionNotice notice={notice} onClose={() => setNotice(undefined)} />
        <Facts>
          <Fact term={t('snooze.until')}>
            {snooze && (
              <>
                {date(snooze.until)}
                {snooze.note && <Note>{snooze.note}</Note>}
              </>
            )}
          </Fact>
          <Fact term={t('snooze.by')}>{snooze?.by}</Fact>
          <Fact term={t('stale.reasons')}>
            {stale && (
              <span>
                {stale.reasons.map(reason => (
                  <div key={reason}>{reason}</div>
                ))}
              </span>
            )}
          </Fact>
          <Fact term={t('stale.since')}>
            {stale && !snooze && <RelativeTime iso={stale.since} />}
          </Fact>
          <Fact term={t('stale.threshold')}>
            {stale && (
              <>
                {t('stale.days', { count: stale.thresholdDays })}
                <Note>{t(`stale.cure.${stale.thresholdFrom}`)}</Note>
              </>
            )}
          </Fact>
          <Fact term={t('stale.wouldFree')}>
            {reclaimable && <StaleSize reclaimable={reclaimable} withImage />}
          </Fact>
        </Facts>
        <Flex gap="3" align="center">
          {maySnooze && !snooze && stale && (
            <Button
              size="small"
              variant="secondary"
              onPress={() => setSnoozing(true)}
            >
              {t('snooze.action')}
            </Button>
          )}
          {maySnooze && snooze && (
            <EndSnoozeButton
              container={container}
              onDone={() =>
                setNotice({
                  status: 'success',
                  title: t('snooze.ended', { name }),
                })
              }
              onFailed={description =>
                setNotice({
                  status: 'danger',
                  title: t('snooze.endFailed', { name }),
                  description,
                })
              }
            />
          )}
          <Link href={paths.stale({ snoozed: Boolean(snooze) })}>
            {t('stale.showAll')}
          </Link>
        </Flex>
      </Flex>
      {isSnoozing && (
        <SnoozeDialog
          container={container}
          onClose={() => setSnoozing(false)}
          onDone={({ until }) => {
            setSnoozing(false);
            setNotice({
              status: 'success',
              title: t('snooze.done', { name, date: date(until) }),
            });
          }}
        />
      )}
    </Section>
  );
}
