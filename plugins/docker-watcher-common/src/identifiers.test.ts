import {
  CONTAINER_ID_PATTERN,
  HOST_NAME_PATTERN,
  containerResourceRef,
  deriveWorkload,
  parseContainerResourceRef,
} from './identifiers';

const ID = '0123456789abcdef'.repeat(4);

describe('HOST_NAME_PATTERN', () => {
  it.each(['a', '0', 'local', 'build-01.example_x', 'a'.repeat(63)])(
    'takes %j',
    name => expect(name).toMatch(HOST_NAME_PATTERN),
  );

  it.each([
    '',
    'A',
    '-a',
    '.a',
    '..',
    'a/b',
    'a b',
    'a\n',
    'ä',
    'a\0',
    'a'.repeat(64),
  ])('refuses %j', name => expect(name).not.toMatch(HOST_NAME_PATTERN));
});

describe('CONTAINER_ID_PATTERN', () => {
  it('takes full ids and nothing else', () => {
    expect(ID).toMatch(CONTAINER_ID_PATTERN);
    for (const wrong of [ID.slice(1), `${ID}0`, ID.toUpperCase(), `${ID}\n`]) {
      expect(wrong).not.toMatch(CONTAINER_ID_PATTERN);
    }
  });
});

describe('parseContainerResourceRef', () => {
  it('reads back what containerResourceRef wrote', () => {
    const ref = containerResourceRef({ host: 'local', id: ID });
    expect(ref).toBe(`local/${ID}`);
    expect(parseContainerResourceRef(ref)).toEqual({ host: 'local', id: ID });
  });

  it.each(['', '/', ID, `/${ID}`, 'local/', `local/x/${ID}`, `Local/${ID}`])(
    'finds nothing in %j',
    ref => expect(parseContainerResourceRef(ref)).toBeUndefined(),
  );
});

describe('deriveWorkload', () => {
  it('keeps to the Compose service whatever the container is called', () => {
    const compose = { project: 'shop', service: 'web', number: 2 };
    expect(deriveWorkload({ host: 'a', name: 'x', compose })).toBe(
      'a/compose:shop/web/2',
    );
    expect(deriveWorkload({ host: 'a', name: 'y', compose })).toBe(
      'a/compose:shop/web/2',
    );
  });

  it('goes by the name otherwise, and tells hosts apart', () => {
    expect(deriveWorkload({ host: 'a', name: 'web' })).toBe('a/name:web');
    expect(deriveWorkload({ host: 'b', name: 'web' })).toBe('b/name:web');
  });
});
