import { createHash } from 'node:crypto';

/** What the columns of the label index hold. */
const LONGEST_INDEXED = 255;
const PREFIX = 'sha256:';

/**
 * A label's key or value as the index has it: itself, or a digest when it is longer
 * than the index takes. Used for writing and for looking up, so that long labels
 * are found like short ones.
 */
export function indexedLabelText(text: string): string {
  // One that looks like a digest is digested too, so that no two texts meet.
  return text.length <= LONGEST_INDEXED && !text.startsWith(PREFIX)
    ? text
    : `${PREFIX}${createHash('sha256').update(text).digest('hex')}`;
}
