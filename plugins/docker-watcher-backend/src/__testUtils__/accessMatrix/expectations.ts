import { MatrixPortal } from './MatrixPortal';
import { Probe } from './Probe';
import { actionExpectations } from './actionExpectations';
import { eventExpectations } from './eventExpectations';
import { inventoryExpectations } from './inventoryExpectations';
import { settingsExpectations } from './settingsExpectations';
import { staleExpectations } from './staleExpectations';

/** By the route as `openapi.yaml` has it, such as `GET /hosts/{host}`. */
export type Expectations = Record<string, (portal: MatrixPortal) => Probe[]>;

/** Who gets what of every route. */
export const expectations: Expectations = {
  ...inventoryExpectations,
  ...actionExpectations,
  ...eventExpectations,
  ...settingsExpectations,
  ...staleExpectations,
};

/** @throws when nobody has said yet who gets what of a route. */
export function probesOf(route: string, portal: MatrixPortal): Probe[] {
  const probes = expectations[route]?.(portal) ?? [];
  if (probes.length === 0) {
    throw new Error(
      `Nothing says who gets what of '${route}'. Add it to one of the tables that src/__testUtils__/accessMatrix/expectations.ts puts together.`,
    );
  }
  return probes;
}
