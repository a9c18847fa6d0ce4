import { ReactNode, useLayoutEffect, useRef, useState } from 'react';
import styles from './PluginFrame.module.css';

/**
 * The page's main landmark, unless the layout around it is one already: the old
 * frontend system's is, the new one's is not, and an app may bring its own. Also
 * the ground for the colours of everything inside.
 */
export function PluginFrame(props: {
  /** Whether it is only part of a page, which has its own landmark. */
  isPart?: boolean;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const [isMain, setIsMain] = useState(true);
  useLayoutEffect(() => {
    setIsMain(!ref.current?.parentElement?.closest('main, [role="main"]'));
  }, []);
  return (
    <div
      ref={ref}
      role={isMain && !props.isPart ? 'main' : undefined}
      className={styles.frame}
    >
      <div className={styles.content}>{props.children}</div>
    </div>
  );
}
