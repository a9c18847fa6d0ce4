import { paths } from '../schema/openapi.generated';

type Method = 'get' | 'put' | 'post';

/** Answers that are JSON; the others are written piece by piece. */
type JsonAnswer<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : string | void;

type Endpoint<Operation> = Operation extends {
  parameters: { path?: infer Path; query?: infer Query };
}
  ? {
      path: NonNullable<Path>;
      query: NonNullable<Query>;
      response: JsonAnswer<Operation>;
    } & (Operation extends {
      requestBody: { content: { 'application/json': infer Body } };
    }
      ? { body: Body }
      : {})
  : never;

/** The operations of the OpenAPI document in the form the typed router reads. */
export type Endpoints = {
  [Key in {
    [Path in keyof paths]: {
      [M in Method]: [paths[Path][M]] extends [undefined]
        ? never
        : `#${M}|${Path}`;
    }[Method];
  }[keyof paths]]: Key extends `#${infer M extends Method}|${infer Path extends keyof paths}`
    ? Endpoint<paths[Path][M]>
    : never;
};
