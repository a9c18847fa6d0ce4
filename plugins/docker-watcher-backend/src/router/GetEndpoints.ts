import { paths } from '../schema/openapi.generated';

type Get<Path extends keyof paths> = paths[Path]['get'];

/** The operations of the OpenAPI document in the form the typed router reads. */
export type GetEndpoints = {
  [Path in keyof paths as `#get|${Path}`]: {
    path: NonNullable<Get<Path>['parameters']['path']>;
    query: NonNullable<Get<Path>['parameters']['query']>;
    response: Get<Path>['responses'][200]['content']['application/json'];
  };
};
