import { CustomErrorBase } from '@backstage/errors';

/** Answered with 429 by everything that goes by `status`, as Backstage does. */
export class TooManyStreamsError extends CustomErrorBase {
  name = 'TooManyStreamsError' as const;
  readonly status = 429;
}
