import { EventSeverity } from 'backstage-plugin-docker-watcher-common';

/** What is known of how a container ended. */
export interface ContainerEnd {
  exitCode?: number;
  oomKilled?: boolean;
  /** It was sent a signal that ends, since it last started. */
  asked: boolean;
  /** Such as `no`, `always` or `on-failure:3`. */
  restartPolicy?: string;
}

/** How an end is told: who caused it and whether anybody needs to act. */
export interface EndJudgement {
  kind: 'container.died' | 'container.stopped';
  severity: EventSeverity;
}

/**
 * Tells an end that somebody asked for from one that is a failure.
 *
 * `docker stop` is no alarm whatever the exit code, and an exit with 0 is what jobs
 * do. The rest is an error, but only a warning where the engine will start it again.
 */
export function judgeEnd(end: ContainerEnd): EndJudgement {
  if (end.oomKilled) {
    return { kind: 'container.died', severity: 'error' };
  }
  if (end.asked) {
    return { kind: 'container.stopped', severity: 'info' };
  }
  if (end.exitCode === 0) {
    return { kind: 'container.died', severity: 'info' };
  }
  const restarts = /^(always|unless-stopped|on-failure)/.test(
    end.restartPolicy ?? '',
  );
  return { kind: 'container.died', severity: restarts ? 'warn' : 'error' };
}
