import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextField,
  ToggleButton,
} from '@backstage/ui';
import { Container, Snooze } from 'backstage-plugin-docker-watcher-common';
import { useState } from 'react';
import { useDockerWatcherTranslation, useSnooze } from '../../hooks';
import { FailureAlert } from '../StateMessage';
import { useRelativeTime } from '../RelativeTime';
import styles from './Snooze.module.css';

const PRESETS = [7, 30, 90];
const LONGEST_DAYS = 365;
const LONGEST_NOTE = 500;

/** Asks for how long a workload is to be kept, and why. */
export function SnoozeDialog(props: {
  container: Pick<Container, 'host' | 'id' | 'name'>;
  onDone: (snooze: Snooze) => void;
  onClose: () => void;
}) {
  const { container, onDone, onClose } = props;
  const { host, id, name } = container;
  const { t } = useDockerWatcherTranslation();
  const { date } = useRelativeTime();
  const { snooze } = useSnooze();
  const [text, setText] = useState('30');
  const [note, setNote] = useState('');
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  const isValid = days >= 1 && days <= LONGEST_DAYS;
  const until = new Date(Date.now() + days * 86_400_000).toISOString();
  const submit = async () => {
    if (isValid) {
      const input = { days, ...(note.trim() && { note: note.trim() }) };
      onDone(await snooze.mutateAsync({ ref: { host, id }, input }));
    }
  };
  return (
    <Dialog isOpen onOpenChange={isOpen => isOpen || onClose()} width={520}>
      <DialogHeader>{t('snooze.title', { name })}</DialogHeader>
      <DialogBody>
        <form
          id="docker-watcher-snooze"
          className={styles.form}
          onSubmit={event => {
            event.preventDefault();
            submit().catch(() => {});
          }}
        >
          <div
            className={styles.presets}
            role="group"
            aria-label={t('snooze.days')}
          >
            {PRESETS.map(preset => (
              <ToggleButton
                key={preset}
                size="small"
                isSelected={days === preset}
                onChange={() => setText(String(preset))}
              >
                {t('stale.days', { count: preset })}
              </ToggleButton>
            ))}
            <TextField
              className={styles.days}
              size="small"
              label={t('snooze.custom')}
              inputMode="numeric"
              value={text}
              onChange={setText}
              isInvalid={!isValid}
            />
          </div>
          <TextField
            label={t('snooze.note')}
            placeholder={t('snooze.notePlaceholder')}
            value={note}
            maxLength={LONGEST_NOTE}
            onChange={setNote}
          />
          <Text as="p" role="status">
            {isValid
              ? t('snooze.text', { date: date(until) })
              : t('snooze.invalid')}
          </Text>
          {snooze.error && (
            <FailureAlert
              title={t('snooze.failed', { name })}
              error={snooze.error}
            />
          )}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('snooze.cancel')}
        </Button>
        <Button
          variant="primary"
          type="submit"
          form="docker-watcher-snooze"
          isDisabled={!isValid}
          isPending={snooze.isPending}
        >
          {t('snooze.confirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
