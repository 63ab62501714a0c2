import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientTypes } from './client-types.ts';
import { openApiDocument } from './openapi-document.ts';

/**
 * Writes the types that clients of the API are held to: `node control-plane/src/http/openapi/generate-main.ts`; with
 * `--check` it fails when they are out of date. They stand in schemas/, which every client may import.
 */
const target = 'schemas/src/generated/api.ts';
const file = join(import.meta.dirname, '../../../..', target);
const types = clientTypes(openApiDocument());

if (!process.argv.includes('--check')) writeFileSync(file, types);
else if (readFileSync(file, 'utf8') !== types) {
  console.error(`${target} is out of date · run: node control-plane/src/http/openapi/generate-main.ts`);
  process.exitCode = 1;
}
