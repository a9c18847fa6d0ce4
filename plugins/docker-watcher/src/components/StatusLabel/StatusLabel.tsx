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
  /** For sentences, which need more than a line. */
  wraps?: boolean;
}) {
  const { icon: Icon, tone, text, title, muted, wraps } = props;
  const classes = [
    styles.root,
    ...(muted ? [styles.muted] : []),
    ...(wraps ? [styles.wraps] : []),
  ];
  return (
    <span className={classes.join(' ')} title={title}>
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
