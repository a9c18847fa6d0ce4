import { classifyError, messageOf } from './classifyError';
import { isEntityRef, shortId, shortImage } from './names';
import { formatElapsed, formatExact, formatRelative } from './time';

describe('names', () => {
  it.each([
    ['nginx:1.27', 'nginx:1.27'],
    ['library/nginx', 'library/nginx'],
    ['registry.example.com/shop/web:1', 'shop/web:1'],
    ['localhost:5000/web:1', 'web:1'],
    ['localhost/web:1', 'web:1'],
    [`ghcr.io/x/y@sha256:${'ab'.repeat(32)}`, 'x/y@sha256:abababababab…'],
    [`sha256:${'cd'.repeat(32)}`, 'sha256:cdcdcdcdcdcd…'],
  ])('shortens the image %s', (image, expected) => {
    expect(shortImage(image)).toBe(expected);
  });

  it('shortens ids as engines do', () => {
    expect(shortId(`sha256:${'ab'.repeat(32)}`)).toBe('abababababab');
  });

  it.each([
    ['component:default/shop', true],
    ['component:shop', false],
    ['shop', false],
    ['component:default/shop/evil', false],
    ['mailto:someone@example.com', false],
    ['', false],
  ])('tells whether %j refers to an entity', (value, expected) => {
    expect(isEntityRef(value)).toBe(expected);
  });
});

describe('times', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');

  it.each([
    ['2026-03-01T11:59:58Z', ''],
    ['2026-03-01T11:48:00Z', '12 minutes ago'],
    ['2026-02-27T12:00:00Z', '2 days ago'],
    ['yesterday', undefined],
  ])('says %s as %j', (iso, expected) => {
    expect(formatRelative(iso, now, 'en')).toBe(expected);
  });

  it.each([
    ['2026-03-01T11:59:58Z', '2 seconds'],
    ['2026-03-01T11:00:00Z', '1 hour'],
    ['2026-02-01T12:00:00Z', '28 days'],
    ['2026-03-01T12:00:09Z', '0 seconds'],
    ['', undefined],
  ])('says how long since %s: %j', (iso, expected) => {
    expect(formatElapsed(iso, now, 'en')).toBe(expected);
  });

  it('says the exact time with its zone', () => {
    expect(formatExact('2026-03-01T12:00:09Z', 'en')).toMatch(/2026.*:09/);
    expect(formatExact('never', 'en')).toBeUndefined();
  });
});

describe('errors', () => {
  const named = (name: string) => Object.assign(new Error('no'), { name });
  it.each([
    [Object.assign(new Error(), { statusCode: 404 }), 'notFound'],
    [Object.assign(new Error(), { response: { status: 403 } }), 'notAllowed'],
    [Object.assign(new Error(), { statusCode: 401 }), 'failed'],
    [Object.assign(new Error(), { statusCode: 400 }), 'badRequest'],
    [Object.assign(new Error(), { statusCode: 503 }), 'failed'],
    [named('NotFoundError'), 'notFound'],
    [named('NotAllowedError'), 'notAllowed'],
    [named('InputError'), 'badRequest'],
    [new TypeError('Failed to fetch'), 'failed'],
    ['text', 'failed'],
    [undefined, 'failed'],
  ])('tells %s apart as %s', (error, kind) => {
    expect(classifyError(error)).toBe(kind);
  });

  it('quotes what the backend said rather than how the request failed', () => {
    const error = Object.assign(new Error('Request failed with 503'), {
      name: 'ResponseError',
      cause: new Error('The database is away'),
    });
    expect(messageOf(error)).toBe('The database is away');
    expect(messageOf(new Error('plain'))).toBe('plain');
    expect(messageOf('text')).toBe('text');
  });
});
