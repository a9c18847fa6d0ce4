import { openApiDocument } from '../schema/openApiDocument.generated';

const METHODS = [
  'get',
  'put',
  'post',
  'delete',
  'patch',
  'head',
  'options',
  'trace',
];

/** JSON as the document is made of. */
export type Tree = { [name: string]: unknown };

export interface DocumentedParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Tree;
}

/** One method of one path of `openapi.yaml`. */
export interface DocumentedOperation {
  /** `GET /containers/{host}/{id}`, as it is named in tables. */
  route: string;
  method: string;
  path: string;
  parameters: DocumentedParameter[];
  /** Of a body in JSON. */
  bodySchema?: Tree;
}

/** Everything that `openapi.yaml` offers, with all references followed. */
export function documentedOperations(): DocumentedOperation[] {
  return Object.entries<Tree>(openApiDocument.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) =>
        describeOperation(method.toUpperCase(), path, operation as Tree, item),
      ),
  );
}

/** Follows a reference of the document to what it stands for. */
export function resolved(tree: unknown): Tree {
  const { $ref } = tree as { $ref?: string };
  if ($ref === undefined) {
    return tree as Tree;
  }
  const target = $ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, name) => (at as Tree)[name], openApiDocument);
  return resolved(target);
}

function describeOperation(
  method: string,
  path: string,
  operation: Tree,
  item: Tree,
): DocumentedOperation {
  const parameters = [item.parameters, operation.parameters]
    .flatMap(some => (some as unknown[] | undefined) ?? [])
    .map(one => {
      const parameter = resolved(one);
      return {
        name: String(parameter.name),
        in: parameter.in as DocumentedParameter['in'],
        required: parameter.required === true,
        schema: resolved(parameter.schema),
      };
    });
  const body = operation.requestBody
    ? resolved(operation.requestBody)
    : undefined;
  const json = (body?.content as Tree | undefined)?.['application/json'];
  return {
    route: `${method} ${path}`,
    method,
    path,
    parameters,
    ...(json !== undefined && {
      bodySchema: resolved((json as Tree).schema),
    }),
  };
}
