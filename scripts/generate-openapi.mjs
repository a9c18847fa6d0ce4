/**
 * Writes what is made of the backend plugin's openapi.yaml: the document for the router, and
 * its types for the router and the client. With --check it writes nothing and fails
 * when a file is not what it should be.
 */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { parse } from 'yaml';

const schema = new URL(
  '../plugins/docker-watcher-backend/src/schema/',
  import.meta.url,
);
const client = new URL(
  '../plugins/docker-watcher-common/src/schema/',
  import.meta.url,
);

const document = parse(await readFile(new URL('openapi.yaml', schema), 'utf8'));
const notice =
  '// Made of openapi.yaml by `yarn openapi:generate`; change that and run it again.\n';
const types = `${notice}\n${astToString(await openapiTS(document))}`;
const files = [
  [new URL('openapi.generated.ts', schema), types],
  [new URL('openapi.generated.ts', client), types],
  [
    new URL('openApiDocument.generated.ts', schema),
    `${notice}\nexport const openApiDocument = ${JSON.stringify(
      document,
    )} as const;`,
  ],
];

for (const [file, text] of files) {
  const options = await prettier.resolveConfig(file.pathname);
  const wanted = prettier.format(text, { ...options, filepath: file.pathname });
  if (!process.argv.includes('--check')) {
    await writeFile(file, wanted);
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) {
    console.error(`${file.pathname} is outdated, run yarn openapi:generate`);
    process.exitCode = 1;
  }
}
