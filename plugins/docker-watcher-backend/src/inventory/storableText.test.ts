import { storableName, storableText } from './storableText';

describe('storableText', () => {
  it('keeps what both databases take, and no more than asked', () => {
    expect(storableText('web', 10)).toBe('web');
    expect(storableText('a\0b\0', 10)).toBe('ab');
    expect(storableText('x\ud83d', 10)).toBe('x\ufffd');
    expect(storableText('🐳🐳', 10)).toBe('🐳🐳');
    expect(storableText('a🐳b', 2)).toBe('a');
    expect(storableText('abcdef', 3)).toBe('abc');
    expect(storableName('n'.repeat(2000))).toHaveLength(512);
  });
});
