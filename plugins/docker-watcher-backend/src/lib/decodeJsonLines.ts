/** A line of a stream and the value it stands for. */
export interface JsonLine {
  /** The line as it came, for numbers that JavaScript cannot hold exactly. */
  text: string;
  value: unknown;
}

const NEWLINE = 0x0a;
const DEFAULT_MAX_LINE_BYTES = 1024 * 1024;

/**
 * Turns a stream of bytes into the JSON values on its lines, however the bytes
 * are cut into chunks.
 *
 * @remarks Lines are cut as bytes and decoded as a whole, so a character may be
 * split between chunks. Empty lines are skipped. What follows the last newline is
 * a line as well. Throws when a line is not JSON or longer than `maxLineBytes`
 * (1 MB by default), because nothing after it can be trusted.
 */
export async function* decodeJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  options: { maxLineBytes?: number } = {},
): AsyncGenerator<JsonLine> {
  const { maxLineBytes = DEFAULT_MAX_LINE_BYTES } = options;
  let pieces: Uint8Array[] = [];
  let size = 0;

  const keep = (piece: Uint8Array) => {
    size += piece.length;
    if (size > maxLineBytes) {
      throw new Error(
        `A line of the stream is longer than ${maxLineBytes} bytes; what follows cannot be read`,
      );
    }
    pieces.push(piece);
  };
  const takeLine = () => {
    const line = Buffer.concat(pieces).toString('utf8').trim();
    pieces = [];
    size = 0;
    return line ? parseLine(line) : undefined;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end < 0) {
        break;
      }
      keep(chunk.subarray(start, end));
      start = end + 1;
      const line = takeLine();
      if (line) {
        yield line;
      }
    }
    if (start < chunk.length) {
      keep(chunk.subarray(start));
    }
  }
  const last = takeLine();
  if (last) {
    yield last;
  }
}

function parseLine(text: string): JsonLine {
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    // The line itself stays out of the message: nobody knows what it holds.
    throw new Error(
      `A line of ${text.length} characters in the stream is not JSON`,
    );
  }
}
