import { useEffect, useRef, useState } from 'react';

/**
 * A text field's own value that reports itself once typing pauses, and follows when
 * the value outside changes.
 */
export function useDebounced(
  value: string,
  onSettled: (value: string) => void,
  delayMs: number = 300,
): [string, (value: string) => void] {
  const [draft, setDraft] = useState(value);
  const [outside, setOutside] = useState(value);
  const report = useRef(onSettled);
  report.current = onSettled;
  const reported = useRef(value);

  // A change from outside (back button, "clear filters") wins, but the echo of our
  // own report must not undo what was typed since.
  if (outside !== value) {
    setOutside(value);
    if (value !== reported.current) {
      reported.current = value;
      setDraft(value);
    }
  }

  useEffect(() => {
    if (draft.trim() === reported.current.trim()) {
      return undefined;
    }
    const timer = setTimeout(() => {
      reported.current = draft.trim();
      report.current(draft.trim());
    }, delayMs);
    return () => clearTimeout(timer);
  }, [draft, delayMs]);

  return [draft, setDraft];
}
