import { Text } from '@backstage/ui';
import type { RemixiconComponentType } from '@remixicon/react';
import { ReactNode } from 'react';
import styles from './StateMessage.module.css';

/** What is said in place of content: what is the case, and what to do about it. */
export function StateMessage(props: {
  icon: RemixiconComponentType;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  const { icon: Icon, title, text, children } = props;
  return (
    <div className={styles.root}>
      <Icon className={styles.icon} aria-hidden />
      <Text as="h2" variant="title-x-small">
        {title}
      </Text>
      <Text as="p" color="secondary" className={styles.text}>
        {text}
      </Text>
      {children && <div className={styles.body}>{children}</div>}
    </div>
  );
}
