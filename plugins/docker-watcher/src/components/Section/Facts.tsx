import { ReactNode } from 'react';
import styles from './Section.module.css';

/** A list of terms and what they are. */
export function Facts(props: { children: ReactNode }) {
  return <dl className={styles.facts}>{props.children}</dl>;
}

/** One of the {@link Facts}; left out while it is not known. */
export function Fact(props: { term: string; children: ReactNode }) {
  if (props.children === undefined || props.children === false) {
    return null;
  }
  return (
    <>
      <dt className={styles.term}>{props.term}</dt>
      <dd className={styles.value}>{props.children}</dd>
    </>
  );
}

/** Text of machines: ids, images, paths. */
export function Mono(props: { children: ReactNode }) {
  return <span className={styles.mono}>{props.children}</span>;
}

/** A remark that stands back behind what it remarks on. */
export function Note(props: { children: ReactNode }) {
  return <span className={styles.secondary}>{props.children}</span>;
}
