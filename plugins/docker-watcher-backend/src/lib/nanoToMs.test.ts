import { nanoToMs } from './nanoToMs';

describe('nanoToMs', () => {
  it('takes each time for the millisecond it is in', () => {
    // Every one of a second, of which a double takes some for the one before.
    for (let ms = 1_795_548_737_000; ms < 1_795_548_738_000; ms++) {
      expect(nanoToMs(`${ms}000000`)).toBe(ms);
      expect(nanoToMs(`${ms}999999`)).toBe(ms);
    }
  });
});
