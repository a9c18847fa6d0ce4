import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { toError } from '@backstage/errors';

/**
 * Does something and tells the auditor, from the attempt to what came of it. A refusal
 * is told as well.
 *
 * @param options - `meta` of the outcome is added to that of the attempt.
 */
export async function audited<T>(
  auditor: AuditorService,
  options: AuditorServiceCreateEventOptions & {
    run: () => Promise<T>;
    metaOf?: (outcome: T) => JsonObject;
  },
): Promise<T> {
  const { run, metaOf, ...event } = options;
  const attempt = await auditor.createEvent(event);
  let outcome: T;
  try {
    outcome = await run();
  } catch (error) {
    await attempt.fail({ error: toError(error) });
    throw error;
  }
  await attempt.success({ meta: metaOf?.(outcome) });
  return outcome;
}
