import { decodeJsonLines } from './decodeJsonLines';

async function* chunksOf(...chunks: Uint8Array[]) {
  yield* chunks;
}

async function decode(
  chunks: Uint8Array[],
  options?: { maxLineBytes?: number },
) {
  const values: unknown[] = [];
  for await (const { value } of decodeJsonLines(chunksOf(...chunks), options)) {
    values.push(value);
  }
  return values;
}

describe('decodeJsonLines', () => {
  const values = [{ a: 'ü€😀' }, [1, 2], 'line\nbreak', { b: {} }];
  const bytes = Buffer.from(
    `\n${values.map(value => JSON.stringify(value)).join('\n\r\n')}\n`,
  );

  it('gives the same values wherever the bytes are cut in two', async () => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      await expect(
        decode([bytes.subarray(0, cut), bytes.subarray(cut)]),
      ).resolves.toEqual(values);
    }
  });

  it.each([1, 2, 3, 7])('and in chunks of %i bytes', async size => {
    const chunks: Uint8Array[] = [];
    for (let start = 0; start < bytes.length; start += size) {
      chunks.push(bytes.subarray(start, start + size));
    }
    await expect(decode(chunks)).resolves.toEqual(values);
  });

  it('takes what follows the last newline for a line, and gives its text', async () => {
    const lines = [];
    for await (const line of decodeJsonLines(
      chunksOf(Buffer.from('1\n{"big":1764000000123456789}')),
    )) {
      lines.push(line);
    }
    expect(lines.map(({ text }) => text)).toEqual([
      '1',
      '{"big":1764000000123456789}',
    ]);
    await expect(decode([])).resolves.toEqual([]);
  });

  it('gives each value as soon as its line is complete', async () => {
    let sent = 0;
    async function* endless() {
      for (;;) {
        yield Buffer.from(`${sent++}\n`);
      }
    }
    for await (const { value } of decodeJsonLines(endless())) {
      expect(sent).toBe((value as number) + 1);
      if (value === 3) {
        break;
      }
    }
  });

  it('stops at a line that is too long, complete or not', async () => {
    const limit = { maxLineBytes: 10 };
    const long = Buffer.from('"123456789"');
    const message = 'A line of the stream is longer than 10 bytes';
    await expect(decode([Buffer.from('"12345678"\n')], limit)).resolves.toEqual(
      ['12345678'],
    );
    await expect(decode([long, Buffer.from('\n')], limit)).rejects.toThrow(
      message,
    );
    await expect(
      decode([long.subarray(0, 5), long.subarray(5)], limit),
    ).rejects.toThrow(message);
    await expect(decode([Buffer.alloc(1024 * 1024 + 1, 0x20)])).rejects.toThrow(
      'longer than 1048576 bytes',
    );
  });

  it('stops at a line that is not JSON, without repeating it', async () => {
    const result = decode([Buffer.from('1\n{"secret":\n2\n')]);
    await expect(result).rejects.toThrow(
      'A line of 10 characters in the stream is not JSON',
    );
    await expect(result).rejects.not.toThrow(/secret/);
  });

  it('passes on the error of the stream', async () => {
    async function* broken() {
      yield Buffer.from('1\n{"half');
      throw new Error('aborted');
    }
    const read = async () => {
      for await (const line of decodeJsonLines(broken())) {
        expect(line.value).toBe(1);
      }
    };
    await expect(read()).rejects.toThrow('aborted');
  });
});
