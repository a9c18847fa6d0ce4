import {
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';

/** How something that is audited ended. */
export type AuditedEnd =
  | { error: unknown; meta?: undefined }
  | { meta: JsonObject; error?: undefined };

/**
 * Tells the auditor what came of an attempt. What has been done is not undone by an
 * audit that fails to say so; then the log of the backend tells.
 */
export async function settleAudit(
  event: AuditorServiceEvent,
  end: AuditedEnd,
  logger: LoggerService,
): Promise<void> {
  try {
    if (end.meta) {
      await event.success({ meta: end.meta });
    } else {
      const { error } = end;
      await event.fail({
        error: isError(error) ? error : new Error(String(error)),
      });
    }
  } catch (failure) {
    logger.error(
      'The end of an action could not be audited',
      isError(failure) ? failure : undefined,
    );
  }
}
