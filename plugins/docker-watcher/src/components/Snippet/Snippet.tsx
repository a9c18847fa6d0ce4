import { CopyButton } from '../CopyButton';
import styles from './Snippet.module.css';

/** Text to be pasted somewhere, with the button that copies it. */
export function Snippet(props: {
  /** What it is. */
  label: string;
  text: string;
}) {
  const { label, text } = props;
  return (
    <div className={styles.root}>
      {/* It scrolls where it is too wide, so the keyboard must get there. */}
      <pre
        className={styles.code}
        aria-label={label}
        role="group"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <code>{text}</code>
      </pre>
      <CopyButton text={text} what={label} />
    </div>
  );
}
