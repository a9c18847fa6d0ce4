const LONGEST = 100;

/** A value of a request as a message may show it. */
export function shown(value: unknown): string {
  return clipped(stringify(value));
}

/** A text of a request that is part of a message. */
export function clipped(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function stringify(value: unknown): string {
  try {
    return (
      JSON.stringify(value, (_, each) =>
        // JSON has no word for them, yet 1e999 is read as one.
        each === Infinity || each === -Infinity ? String(each) : each,
      ) ?? 'nothing'
    );
  } catch {
    // Nested deeper than the stack goes, which costs a caller only a few bytes.
    return 'something too deep to show';
  }
}
