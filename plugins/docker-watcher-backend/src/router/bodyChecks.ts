import { InputError } from '@backstage/errors';
import express, { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { openApiDocument } from '../schema/openApiDocument.generated';
import { clipped, shown } from './shown';

/** No body of the contract comes near it. */
const LARGEST_BODY = '100kb';

const parse = express.json({ limit: LARGEST_BODY });

/**
 * Reads a body and tells what is wrong with one that is no JSON.
 *
 * @remarks To stand before the validated router, which makes a 400 of every error.
 */
export const readJsonBody: RequestHandler = (req, res, next) => {
  parse(req, res, (error?: { type?: string; message?: string }) => {
    switch (error?.type) {
      case 'entity.parse.failed':
        next(new InputError(`The body is no JSON object: ${error.message}`));
        break;
      case 'entity.too.large':
        error.message = `The body must not be larger than ${LARGEST_BODY}`;
        next(error);
        break;
      default:
        next(error);
    }
  });
};

/** The validator tells where a body is wrong and how, but not what it was. */
export const nameWrongBody: ErrorRequestHandler = (error, req, _res, next) => {
  if (error?.name !== 'InputError') {
    next(error);
    return;
  }
  if (/^(unsupported media type|media type not)/.test(error.message)) {
    const type = req.headers['content-type'];
    next(
      new InputError(`The body must be application/json, got ${shown(type)}`),
    );
    return;
  }
  const [, pointer, problem] =
    /^request\/body(\S*) (must [^]*)$/.exec(error.message) ?? [];
  if (problem === undefined) {
    next(error);
    return;
  }
  const path = pointer.split('/').slice(1).map(unescapePointer);
  const value = at(req.body, path);
  const unknown = /must NOT have additional properties/.test(problem)
    ? findUnknownField(req, path, value)
    : undefined;
  const where =
    path.length > 0 ? `Field ${clipped(path.join('.'))}` : 'The body';
  next(
    new InputError(
      unknown
        ? `Field ${clipped(
            [...path, unknown.name].join('.'),
          )} is unknown; known here: ${unknown.known.join(', ')}`
        : `${where} ${problem}, got ${shown(value)}`,
    ),
  );
};

/** The validator keeps the name of a field that it refuses to itself. */
function findUnknownField(
  req: Request,
  path: string[],
  value: unknown,
): { name: string; known: string[] } | undefined {
  const operation = 'openapi' in req ? at(req.openapi, ['schema']) : undefined;
  const schema = at(operation, [
    ...['requestBody', 'content', 'application/json', 'schema'],
    ...path.flatMap(name => ['properties', name]),
    'properties',
  ]);
  if (!isTree(schema) || !isTree(value)) {
    return undefined;
  }
  const known = Object.keys(schema);
  const name = Object.keys(value).find(key => !known.includes(key));
  return name === undefined ? undefined : { name, known };
}

/** Follows names into a tree, and references to where they lead. */
function at(tree: unknown, path: readonly string[]): unknown {
  if (!isTree(tree)) {
    return path.length === 0 ? tree : undefined;
  }
  if (typeof tree.$ref === 'string') {
    return at(openApiDocument, [...tree.$ref.split('/').slice(1), ...path]);
  }
  const [name, ...rest] = path;
  return name === undefined ? tree : at(tree[name], rest);
}

function isTree(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

function unescapePointer(text: string): string {
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}
