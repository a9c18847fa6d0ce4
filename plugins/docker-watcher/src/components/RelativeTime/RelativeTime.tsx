import { useRelativeTime } from './useRelativeTime';

/** "12 minutes ago", with the exact time when pointed at and for machines. */
export function RelativeTime(props: { iso: string }) {
  const { relative, exact } = useRelativeTime();
  return (
    <time dateTime={props.iso} title={exact(props.iso)}>
      {relative(props.iso)}
    </time>
  );
}
