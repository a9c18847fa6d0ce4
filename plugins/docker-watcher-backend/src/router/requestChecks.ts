import { InputError, NotFoundError } from '@backstage/errors';
import { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { clipped, shown } from './shown';

/**
 * Express gives HEAD to the handlers of GET, but the validator knows no such operation
 * and would let the request through unseen. The answer still has no body: Node decides
 * that when the request comes in.
 */
export const validateHeadAsGet: RequestHandler = (req, res, next) => {
  if (req.method === 'HEAD') {
    req.method = 'GET';
    res.locals.isHead = true;
  }
  next();
};

/** A browser that knows no last event may send an empty one. */
export const dropEmptyEventId: RequestHandler = (req, _res, next) => {
  if (req.headers['last-event-id'] === '') {
    delete req.headers['last-event-id'];
  }
  next();
};

/** Whether nobody waits for the body, so that what is long need not be written. */
export function isHeadRequest(res: Response): boolean {
  return res.locals.isHead === true;
}

/**
 * Express reads `a[b]=c` as an object, which no parameter is and on which the validator
 * would trip.
 */
export const requirePlainParameters: RequestHandler = (req, _res, next) => {
  const withoutValue = nameWithoutValue(req.originalUrl);
  if (withoutValue !== undefined) {
    throw new InputError(
      `Parameter ${withoutValue} must have a value, as in ${withoutValue}=value`,
    );
  }
  for (const [name, value] of Object.entries(req.query)) {
    const texts = Array.isArray(value) ? value : [value];
    if (!texts.every(text => typeof text === 'string')) {
      throw new InputError(
        `Parameter ${name} must be a text or several, got ${shown(value)}`,
      );
    }
  }
  next();
};

/** The validator splits the value of a list, and trips where there is none. */
function nameWithoutValue(url: string): string | undefined {
  const [, query = ''] = url.split(/\?(.*)/s);
  const bare = query.split('&').find(part => part && !part.includes('='));
  return bare === undefined ? undefined : clipped(bare);
}

/** The validator takes infinity for an integer and then compares it with nothing. */
export function requireFinite(
  name: string,
  value: number | undefined,
  largest: number,
): void {
  if (value === Infinity || value === -Infinity) {
    throw new InputError(
      `Parameter ${name} must be from 1 to ${largest}, got ${value}`,
    );
  }
}

/**
 * Ends what no route has taken, in the words of every other error. To stand last; what
 * begins with a dot belongs to Backstage, which may answer it later on.
 */
export const refuseUnknown: RequestHandler = (req, _res, next) => {
  if (/^\/\.\w/.test(req.path)) {
    next();
    return;
  }
  throw new NotFoundError(
    `Nothing answers to ${req.method} ${clipped(
      req.path,
    )}; /openapi.json tells what there is`,
  );
};

/** The validator tells which parameter is wrong and how, but not what it was. */
export const nameWrongValue: ErrorRequestHandler = (error, req, _res, next) => {
  if (/^malformed uri/.test(error?.message)) {
    next(new InputError(`Malformed encoding, got ${shown(req.path)}`));
    return;
  }
  const [, unknown] =
    /^Unknown query parameter '([^]*)'$/.exec(error?.message) ?? [];
  if (unknown !== undefined) {
    next(new InputError(`Unknown query parameter '${clipped(unknown)}'`));
    return;
  }
  const [, where, name] =
    /^request\/(query|params|headers)\/([\w-]+)/.exec(error?.message) ?? [];
  if (error?.name !== 'InputError' || !name) {
    next(error);
    return;
  }
  const problem = error.message.replaceAll(
    /request\/(query|params|headers)\//g,
    '',
  );
  if (where === 'headers') {
    next(new InputError(`Header ${problem}, got ${shown(req.headers[name])}`));
    return;
  }
  const wrong = where === 'query' ? req.query[name] : req.path;
  next(new InputError(`Parameter ${problem}, got ${shown(wrong)}`));
};
