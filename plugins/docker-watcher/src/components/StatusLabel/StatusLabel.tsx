import { Text } from '@backstage/ui';
import type { RemixiconComponentType } from '@remixicon/react';
import { Tone } from '../../model';
import styles from './StatusLabel.module.css';

/** An icon with its word: a state must not be told by colour alone. */
export function StatusLabel(props: {
  icon: RemixiconComponentType;
  tone: Tone;
  text: string;
  title?: string;
  /** For what was true once and may not be any more. */
  muted?: boolean;
}) {
  const { icon: Icon, tone, text, title, muted } = props;
  return (
    <span
      className={muted ? `${styles.root} ${styles.muted}` : styles.root}
      title={title}
    >
      <Icon className={`${styles.icon} ${styles[tone]}`} aria-hidden />
      <Text
        as="span"
        variant="body-medium"
        color={muted || tone === 'neutral' ? 'secondary' : 'primary'}
      >
        {text}
      </Text>
    </span>
  );
}
