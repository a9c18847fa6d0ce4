import { Answer, MatrixPortal } from './MatrixPortal';
import { Caller, Cell } from './cells';

/** What is said of an answer in a table: the error in its words, or what it shows. */
export type Outcome = { status: number; says?: string; shows?: unknown };

/** One request of a route that everybody makes, and what each may get for it. */
export interface Probe {
  /** Names the row. */
  name: string;
  /** As it is asked for; what the route says when left out. */
  path?: string;
  body?: object;
  /** What anybody but the anonymous gets. */
  gets: (cell: Cell) => Outcome;
  /** What of a successful answer is compared. */
  shows?(answer: Answer): unknown;
  /** Instead of a request. */
  ask?: (portal: MatrixPortal, cell: Cell) => Promise<Outcome>;
}

export const ok = (shows: unknown): Outcome => ({ status: 200, shows });
export const refused = (says: string): Outcome => ({ status: 403, says });
export const notFound = (says: string): Outcome => ({ status: 404, says });

/** The same words whether it is not there or another's. */
export const noContainer = ({ host, id }: { host: string; id: string }) =>
  notFound(`No container '${id}' on host '${host}'`);

/** Nobody gets anything without credentials, whatever a route is about. */
const UNAUTHENTICATED: Outcome = { status: 401, says: 'AuthenticationError' };

export function expectedOf(probe: Probe, cell: Cell): Outcome {
  return cell.caller === 'anonymous' ? UNAUTHENTICATED : probe.gets(cell);
}

export async function outcomeOf(options: {
  portal: MatrixPortal;
  route: string;
  probe: Probe;
  caller: Caller;
}): Promise<Outcome> {
  const { portal, route, probe, caller } = options;
  if (probe.ask) {
    return probe.ask(portal, { ...portal.kind, caller });
  }
  const [method, documented] = route.split(' ');
  const { path = documented, body } = probe;
  const answer = await portal.ask(caller, { method, path, body });
  const { status } = answer;
  if (status < 400) {
    return { status, shows: probe.shows?.(answer) };
  }
  const { error } = answer.body as { error?: Error };
  return { status, says: status === 401 ? error?.name : error?.message };
}
