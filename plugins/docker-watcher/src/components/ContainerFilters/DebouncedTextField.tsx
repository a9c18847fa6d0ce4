import { TextField } from '@backstage/ui';
import { useDebounced } from '../../hooks';
import styles from './ContainerFilters.module.css';

/** A text filter that takes effect when typing pauses. */
export function DebouncedTextField(props: {
  label: string;
  placeholder: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { label, placeholder, value = '', onChange } = props;
  const [draft, setDraft] = useDebounced(value, text =>
    onChange(text || undefined),
  );
  return (
    <TextField
      className={styles.text}
      size="small"
      label={label}
      placeholder={placeholder}
      value={draft}
      onChange={setDraft}
    />
  );
}
