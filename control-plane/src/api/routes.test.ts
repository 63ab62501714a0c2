import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../http/openapi/openapi-document.ts';
import { METHODS } from '../http/route-table.ts';
import { ROUTES } from './routes.ts';

/** What is served: `GET /jobs/{id}`. */
const served = Object.entries(ROUTES).flatMap(([path, module]) =>
  METHODS.filter((method) => method in module).map((method) => `${method} ${path}`),
);

function routeFiles(folder: string): string[] {
  const files = readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('route.ts'));
}

describe('the routes of the API', () => {
  it('are those that its description has, and no others', () => {
    const described = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
      METHODS.filter((method) => method.toLowerCase() in item).map((method) => `${method} ${path}`),
    );
    // The description does not describe itself.
    expect(served.filter((each) => each !== 'GET /openapi.json').sort()).toEqual(described.sort());
  });

  it('stand each in the folder of its path', () => {
    const paths = routeFiles('v1').map(
      (file) => `/${file.replace(/\/route\.ts$/, '').replaceAll(/\[([^\]]+)\]/g, '{$1}')}`,
    );
    expect(paths.sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('are nowhere where Next.js would serve them', () => {
    expect(routeFiles('../app')).toEqual([]);
  });

  it('export handlers of methods and nothing else', () => {
    for (const [path, module] of Object.entries(ROUTES)) {
      expect(
        Object.keys(module).filter((name) => !(METHODS as readonly string[]).includes(name)),
        path,
      ).toEqual([]);
    }
  });
});
