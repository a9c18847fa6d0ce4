import { createHash } from 'node:crypto';

const LONGEST = 63;
const DIGEST = 8;

/**
 * A name as the catalog wants it: up to 63 letters, digits, dashes, underscores and
 * dots, with a letter or digit at both ends. What had to be changed gets a digest of
 * the whole, so that different things never meet in one name.
 */
export function toEntityName(...parts: string[]): string {
  const text = parts.join('-');
  const name = text
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  if (name === text && name.length <= LONGEST && !isAmbiguous(parts)) {
    return name;
  }
  const digest = createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('hex')
    .slice(0, DIGEST);
  const start = name.slice(0, LONGEST - DIGEST - 1).replace(/[^a-z0-9]+$/, '');
  return start ? `${start}-${digest}` : digest;
}

/** Whether other parts could give the same text. */
function isAmbiguous(parts: string[]): boolean {
  return parts.slice(1, -1).some(part => part.includes('-'));
}
