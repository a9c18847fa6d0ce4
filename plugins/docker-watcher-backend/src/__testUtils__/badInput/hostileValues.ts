/**
 * What is put where a value belongs, as it stands in a URL. Some of it is fine for some
 * parameters; what matters is that nothing breaks.
 */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  nothing: '',
  'a space': '%20',
  traversal: '..%2f..%2f..%2fetc%2fpasswd',
  'encoded dots': '%2e%2e%2f%2e%2e',
  'a backslash': '..%5c..%5cwindows',
  'null byte': 'a%00b',
  'only a null byte': '%00',
  'line breaks': 'a%0d%0aSet-Cookie:%20a=b',
  'right to left': '%E2%80%AE%D7%90%D7%91%D7%92',
  emoji: '%F0%9F%90%B3%F0%9F%8F%B4%E2%80%8D%E2%98%A0%EF%B8%8F',
  'combining marks': `Z${'%CC%B6'.repeat(50)}`,
  'a lone surrogate': '%ED%A0%80',
  'bytes that are no UTF-8': '%C3%28%FF',
  'a percent sign': '%',
  'half a percent sign': '%2',
  'no hexadecimal': '%zz',
  'a negative number': '-1',
  'a fraction': '1.5',
  'not a number': 'NaN',
  infinity: 'Infinity',
  'more than infinity': '1e400',
  'less than nothing': '-1e400',
  hexadecimal: '0x10',
  'a long number': '99999999999999999999',
  'the longest id and one': '9223372036854775808',
  true: 'true',
  null: 'null',
  undefined: 'undefined',
  'an object': '%7B%22a%22:1%7D',
  'an array': '%5B1,2%5D',
  'a prototype': '__proto__',
  'a constructor': 'constructor',
  quotes: '%27;%20drop%20table%20docker_watcher_events;--%22',
  wildcards: '%25_%25_%25%5C',
  commas: ',,,',
  // Node takes sixteen kilobytes of headers, the path included.
  huge: 'a'.repeat(12_000),
  'huge and encoded': '%F0%9F%90%B3'.repeat(1_000),
};

/** How a query may be bent, whatever the parameter. */
export const HOSTILE_FORMS: Readonly<
  Record<string, (name: string, valid: string) => string>
> = {
  'no value': name => name,
  repeated: (name, valid) => `${name}=${valid}&${name}=${valid}`,
  'repeated often': (name, valid) =>
    Array.from({ length: 200 }, () => `${name}=${valid}`).join('&'),
  'as an array': (name, valid) => `${name}[]=${valid}`,
  'as an encoded array': (name, valid) => `${name}%5B%5D=${valid}`,
  'as a sparse array': (name, valid) => `${name}[4000000000]=${valid}`,
  'as an object': (name, valid) => `${name}[a]=${valid}`,
  'as a deep object': (name, valid) => `${name}${'[a]'.repeat(300)}=${valid}`,
  'as a prototype': (name, valid) =>
    `${name}[__proto__][polluted]=${valid}&${name}[constructor]=${valid}`,
  'as several things': (name, valid) =>
    `${name}=${valid}&${name}[a]=${valid}&${name}[]=${valid}`,
  'in another case': (name, valid) => `${name.toUpperCase()}=${valid}`,
  'with a null byte': (name, valid) => `${name}%00=${valid}`,
};

/** Queries that no route knows. */
export const UNKNOWN_QUERIES: readonly string[] = [
  '__proto__=1',
  '__proto__[polluted]=1',
  'constructor[prototype][polluted]=1',
  'toString=1',
  'hasOwnProperty=1',
  '%00=1',
  '%=1',
  '=1',
  '&&&===',
  '%F0%9F%90%B3=1',
  `${'n'.repeat(10_000)}=1`,
  '?a=1',
  'a.b.c=1',
];

const deep = (levels: number, open: string, close: string) =>
  open.repeat(levels) + close.repeat(levels);

/** JSON texts to stand for a property, or for a whole body. */
export const HOSTILE_JSON: Readonly<Record<string, string>> = {
  null: 'null',
  true: 'true',
  zero: '0',
  'a negative number': '-1',
  'a fraction': '1.5',
  'more than infinity': '1e400',
  'less than nothing': '-1e400',
  'a long number': '123456789012345678901234567890',
  'an empty text': '""',
  'a null byte': '"a\\u0000b"',
  'a lone surrogate': '"\\ud800"',
  'right to left': '"\u202e\u05d0\u05d1"',
  emoji: '"\u{1f433}"',
  'a number as text': '"1"',
  'a long text': JSON.stringify('a'.repeat(50_000)),
  traversal: '"../../etc/passwd"',
  'an array': '[1,"a",null]',
  'an array of nothing': '[]',
  'an object of nothing': '{}',
  'a prototype': '{"__proto__":{"polluted":1}}',
  'a constructor': '{"constructor":{"prototype":{"polluted":1}}}',
  'an unknown field': '{"nonsense":1}',
  'deep arrays': deep(5_000, '[', ']'),
  'deep objects': `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
};

/** Bodies that are no JSON, or come in a wrapping that is none of ours. */
export const HOSTILE_BODIES: Readonly<
  Record<string, { body: string | Buffer; headers?: Record<string, string> }>
> = {
  empty: { body: '' },
  'a space': { body: ' ' },
  'half an object': { body: '{"version":' },
  'two objects': { body: '{}{}' },
  'not a number': { body: '{"version":NaN}' },
  'a trailing comma': { body: '{"version":0,}' },
  'a bare word': { body: 'undefined' },
  'a byte order mark': { body: '\ufeff{}' },
  'a null byte': { body: '\u0000' },
  'bytes that are no UTF-8': { body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) },
  'the same field twice': { body: '{"version":1,"version":"2"}' },
  'very deep': { body: deep(49_000, '[', ']') },
  'without an end': { body: '['.repeat(90_000) },
  'a megabyte': {
    body: JSON.stringify({ version: 'a'.repeat(1_000_000) }),
  },
  'plain text': { body: '{}', headers: { 'content-type': 'text/plain' } },
  'a form': {
    body: 'version=0&overrides[stale]=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
  'a form of parts': {
    body: '--x\r\n\r\n\r\n--x--',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  },
  xml: { body: '<a/>', headers: { 'content-type': 'application/xml' } },
  'no type': { body: '{}', headers: { 'content-type': '' } },
  'a type that is none': { body: '{}', headers: { 'content-type': ';;//' } },
  'a type with a null': { body: '{}', headers: { 'content-type': 'null' } },
  'an unknown character set': {
    body: '{}',
    headers: { 'content-type': 'application/json; charset=klingon' },
  },
  'another character set': {
    body: '{}',
    headers: { 'content-type': 'application/json; charset=utf-16' },
  },
  'no compression': { body: '{}', headers: { 'content-encoding': 'gzip' } },
  'an unknown compression': {
    body: '{}',
    headers: { 'content-encoding': 'klingon' },
  },
};
