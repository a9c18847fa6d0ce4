import { Link } from '@backstage/ui';
import { PortView } from '../../model';
import styles from './PortList.module.css';

/** A port; a link where a browser has a chance to open it. */
export function PortLink(props: { port: PortView }) {
  const { port } = props;
  return port.href ? (
    <Link
      href={port.href}
      target="_blank"
      rel="noopener noreferrer"
      className={styles.port}
      title={port.href}
    >
      {port.label}
    </Link>
  ) : (
    <span
      className={
        port.published ? styles.port : `${styles.port} ${styles.plain}`
      }
    >
      {port.label}
    </span>
  );
}
