import { Select } from '@backstage/ui';
import styles from './ContainerFilters.module.css';

/** A choice of several values of one filter; none chosen means any. */
export function MultiSelect<T extends string>(props: {
  label: string;
  options: { value: T; label: string }[];
  value: readonly T[];
  onChange: (value: T[]) => void;
  searchable?: boolean;
}) {
  const { label, options, value, onChange, searchable } = props;
  return (
    <Select
      className={styles.select}
      aria-label={label}
      size="small"
      selectionMode="multiple"
      placeholder={label}
      searchable={searchable}
      options={options}
      value={[...value]}
      onChange={keys =>
        onChange(
          options
            .map(option => option.value)
            .filter(option => keys.includes(option)),
        )
      }
    />
  );
}
