/** What went wrong with a request, as far as a reader must tell it apart. */
export type FailureKind =
  | 'notFound'
  | 'notAllowed'
  | 'badRequest'
  | 'conflict'
  | 'tooMany'
  | 'failed';

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || !error) {
    return undefined;
  }
  if ('statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  if ('response' in error) {
    const { response } = error;
    if (
      typeof response === 'object' &&
      response &&
      'status' in response &&
      typeof response.status === 'number'
    ) {
      return response.status;
    }
  }
  return undefined;
}

/** Tells failures apart by the response's status, else by the error's name. */
export function classifyError(error: unknown): FailureKind {
  const status = statusOf(error);
  const name = error instanceof Error ? error.name : undefined;
  if (status === 404 || name === 'NotFoundError') {
    return 'notFound';
  }
  if (status === 403 || name === 'NotAllowedError') {
    return 'notAllowed';
  }
  if (status === 400 || name === 'InputError') {
    return 'badRequest';
  }
  if (status === 409 || name === 'ConflictError') {
    return 'conflict';
  }
  if (status === 429) {
    return 'tooMany';
  }
  return 'failed';
}

/** The sentence of the error that speaks to a reader. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.name === 'ResponseError' && error.cause instanceof Error
    ? error.cause.message
    : error.message;
}
