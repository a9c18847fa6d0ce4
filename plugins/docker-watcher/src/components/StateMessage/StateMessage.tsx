import { Text } from '@backstage/ui';
import type { RemixiconComponentType } from '@remixicon/react';
import { ReactNode } from 'react';
import styles from './StateMessage.module.css';

/** What is said in place of content: what is the case, and what to do about it. */
export function StateMessage(props: {
  icon: RemixiconComponentType;
  title: string;
  text: string;
  /** The level of the title, for where it stands below other headings. */
  heading?: 'h2' | 'h4';
  children?: ReactNode;
}) {
  const { icon: Icon, title, text, heading = 'h2', children } = props;
  return (
    <div className={styles.root}>
      <Icon className={styles.icon} aria-hidden />
      <Text as={heading} variant="title-x-small">
        {title}
      </Text>
      <Text as="p" color="secondary" className={styles.text}>
        {text}
      </Text>
      {children && <div className={styles.body}>{children}</div>}
    </div>
  );
}
