import {
  DocumentedOperation,
  DocumentedParameter,
  Tree,
  resolved,
} from '../documentedOperations';
import { RawRequest } from './RawClient';
import {
  HOSTILE_BODIES,
  HOSTILE_FORMS,
  HOSTILE_JSON,
  HOSTILE_TEXTS,
  UNKNOWN_QUERIES,
} from './hostileValues';

/** A request with something wrong in one place, and the rest as it should be. */
export interface BadRequest extends RawRequest {
  /** What is wrong, for a list of what failed. */
  title: string;
  /** Which parameter is to be blamed. */
  parameter?: DocumentedParameter;
}

/** What stands in a path when something else is wrong. */
export type Samples = Record<string, string>;

/** Headers that no client could send: an HTTP client refuses them itself. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

/** One of them fits any pattern. */
const TEXTS = ['1', 'f'.repeat(64)];

/** Everything that is tried on one operation. */
export function badRequestsOf(
  operation: DocumentedOperation,
  samples: Samples,
): BadRequest[] {
  return [
    ...operation.parameters.flatMap(parameter =>
      wrongValues(operation, parameter, samples),
    ),
    ...UNKNOWN_QUERIES.map(query => ({
      title: `?${query.slice(0, 40)}`,
      ...validRequest(operation, samples, { query }),
    })),
    ...wrongBodies(operation, samples),
  ];
}

/** As the document wants it, but for one thing. */
export function validRequest(
  operation: DocumentedOperation,
  samples: Samples,
  wrong: { in?: string; name?: string; value?: string; query?: string } = {},
): RawRequest {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    wrong.in === 'path' && wrong.name === name
      ? wrong.value ?? ''
      : samples[name],
  );
  // What must be there is left alone when the query is.
  const required = operation.parameters
    .filter(
      one => one.in === 'query' && one.required && wrong.name !== one.name,
    )
    .map(({ name, schema }) => `${name}=${sampleOf(schema)}`);
  const query = [wrong.query, ...required].filter(Boolean).join('&');
  return {
    method: operation.method,
    path: query ? `${path}?${query}` : path,
    ...(wrong.in === 'header' && {
      headers: { [wrong.name ?? '']: wrong.value ?? '' },
    }),
    ...(operation.bodySchema && {
      body: JSON.stringify(sampleOf(operation.bodySchema)),
    }),
  };
}

function wrongValues(
  operation: DocumentedOperation,
  parameter: DocumentedParameter,
  samples: Samples,
): BadRequest[] {
  const { name, in: place, schema } = parameter;
  const texts = Object.entries(HOSTILE_TEXTS)
    .filter(([, value]) => place !== 'header' || !UNSENDABLE.test(value))
    .map(([title, value]) => ({
      ...{ title: `${place} ${name}: ${title}`, parameter },
      ...validRequest(operation, samples, {
        ...(place === 'query'
          ? { name, query: `${name}=${value}` }
          : { in: place, name, value }),
      }),
    }));
  const forms = Object.entries(HOSTILE_FORMS).map(([title, form]) => ({
    ...{ title: `${place} ${name}: ${title}`, parameter },
    ...validRequest(operation, samples, {
      ...{ name, query: form(name, String(sampleOf(schema))) },
    }),
  }));
  return place === 'query' ? [...texts, ...forms] : texts;
}

function wrongBodies(
  operation: DocumentedOperation,
  samples: Samples,
): BadRequest[] {
  const { bodySchema } = operation;
  const base = validRequest(operation, samples);
  const wrapped = Object.entries(HOSTILE_BODIES).map(([title, body]) => ({
    title: `body: ${title}`,
    ...base,
    ...body,
  }));
  if (!bodySchema) {
    return wrapped;
  }
  const valid = sampleOf(bodySchema);
  const places = [[], ...placesIn(bodySchema)];
  const values = places.flatMap(place =>
    Object.entries(HOSTILE_JSON).map(([title, json]) => ({
      title: `body ${place.join('.') || 'as a whole'}: ${title}`,
      ...base,
      body: jsonWith(valid, place, json),
    })),
  );
  const missing = places
    .filter(place => place.length > 0)
    .map(place => ({
      title: `body ${place.join('.')}: missing`,
      ...base,
      body: jsonWith(valid, place, undefined),
    }));
  return [...wrapped, ...values, ...missing];
}

/**
 * Where values are in what a schema describes, by the names on the way; in a list, the
 * first one.
 */
function placesIn(schema: Tree): string[][] {
  const parts = schema.items
    ? [['0', resolved(schema.items)] as const]
    : Object.entries(propertiesOf(schema));
  return parts.flatMap(([name, part]) => [
    [name],
    ...placesIn(part).map(place => [name, ...place]),
  ]);
}

function propertiesOf(schema: Tree): Record<string, Tree> {
  return Object.fromEntries(
    Object.entries((schema.properties as Tree | undefined) ?? {}).map(
      ([name, property]) => [name, resolved(property)],
    ),
  );
}

/** JSON with a text of any kind in one place. */
function jsonWith(
  valid: unknown,
  place: readonly string[],
  json: string | undefined,
): string {
  const [name, ...rest] = place;
  if (name === undefined) {
    return json ?? '';
  }
  if (Array.isArray(valid)) {
    const [first] = valid;
    return rest.length === 0
      ? `[${json ?? ''}]`
      : `[${jsonWith(first, rest, json)}]`;
  }
  const fields = { ...(valid as Tree) };
  const inner =
    rest.length === 0 ? json : jsonWith(fields[name] ?? {}, rest, json);
  delete fields[name];
  return `{${[
    ...Object.entries(fields).map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    ),
    ...(inner === undefined ? [] : [`${JSON.stringify(name)}:${inner}`]),
  ].join(',')}}`;
}

/** Something that a schema admits, and that changes nothing. */
function sampleOf(schema: Tree): unknown {
  const [first] = [schema.allOf, schema.oneOf].flatMap(
    some => (some as unknown[] | undefined) ?? [],
  );
  if (first) {
    return sampleOf(resolved(first));
  }
  const [value] = (schema.enum as unknown[] | undefined) ?? [];
  if (value !== undefined) {
    return value;
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(propertiesOf(schema))
          .filter(([name]) =>
            (schema.required as string[] | undefined)?.includes(name),
          )
          .map(([name, property]) => [name, sampleOf(property)]),
      );
    case 'array':
      return [sampleOf(resolved(schema.items))];
    case 'integer':
    case 'number':
      // Of versions, one that never was.
      return schema.maximum === undefined ? 4711 : schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return TEXTS.find(text =>
        new RegExp(String(schema.pattern ?? '')).test(text),
      );
  }
}
