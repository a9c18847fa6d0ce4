import { paths } from '../schema/openapi.generated';

/** As the typed router calls them, which has a name of its own for one of them. */
type Method = 'get' | 'put' | 'post' | '_delete';
type InDocument<M extends Method> = M extends '_delete'
  ? 'delete'
  : Exclude<M, '_delete'>;

/** Answers that are JSON; the others are written piece by piece. */
type JsonAnswer<Operation> = Operation extends {
  responses:
    | { 200: { content: { 'application/json': infer Body } } }
    | { 202: { content: { 'application/json': infer Body } } };
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
      [M in Method]: [paths[Path][InDocument<M>]] extends [undefined]
        ? never
        : `#${M}|${Path}`;
    }[Method];
  }[keyof paths]]: Key extends `#${infer M extends Method}|${infer Path extends keyof paths}`
    ? Endpoint<paths[Path][InDocument<M>]>
    : never;
};
