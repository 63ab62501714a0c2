import type { Problem } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openApiDocument } from '../../control-plane/src/http/openapi/openapi-document.ts';
import { World } from '../control-plane/world.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  operationId?: string;
  requestBody?: { content?: Record<string, unknown> };
  parameters?: ReadonlyArray<{ in?: string; name?: string }>;
}

interface Row {
  method: string;
  path: string;
  takesBody: boolean;
  query: readonly string[];
}

/** Every operation that the API describes. */
const rows = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
  METHODS.flatMap((method): Row[] => {
    const operation = (item as Partial<Record<string, Operation>>)[method];
    if (operation === undefined) return [];
    const query = (operation.parameters ?? []).flatMap((one) => (one.in === 'query' ? [one.name ?? ''] : []));
    // What takes bytes takes any.
    const takesBody = operation.requestBody?.content?.['application/json'] !== undefined;
    return [{ method: method.toUpperCase(), path, takesBody, query }];
  }),
);

const changing = rows.filter(({ method }) => method !== 'GET');
const withBody = rows.filter(({ takesBody }) => takesBody);
/** It never ends, and takes no query that could be wrong. */
const reading = rows.filter(({ method, path }) => method === 'GET' && path !== '/events');

/** The path with something in the place of each parameter. */
const filled = (path: string, value: string) => path.replaceAll(/\{[^}]+\}/g, encodeURIComponent(value));
const nobody = '01999999-9999-7999-8999-999999999999';

let world: World;
/** An administrator in a browser: some routes are for people, whom no key stands for. */
let signedIn: Record<string, string>;
beforeAll(async () => {
  world = await World.create(inject('services'));
  signedIn = await world.signIn();
});
afterAll(() => world.close());

async function refusal(row: Row, body?: string, headers: Record<string, string> = {}, value = nobody) {
  const as = row.path === '/session/links' ? {} : signedIn;
  const answer = await world.ask<Problem>(row.method, filled(row.path, value), body, { ...as, ...headers });
  return { status: answer.status, code: answer.body?.code, problem: answer.body };
}

/** So deep that a reader which calls itself would overflow; JSON.stringify does so long before JSON.parse. */
const deep = [6_000, 100_000].flatMap((depth) => [
  `${'['.repeat(depth)}${']'.repeat(depth)}`,
  `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
]);

describe('the API', () => {
  it.each(changing)('refuses $method $path from a page of another site', async (row) => {
    const body = row.takesBody ? '{}' : undefined;
    const foreign = await refusal(row, body, { origin: 'https://evil.example.org' });
    expect(foreign).toMatchObject({ status: 403, code: 'foreign_origin' });
    expect(await refusal(row, body, { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(await refusal(row, body, { origin: 'null' })).toMatchObject({ status: 403 });
  });

  it.each(withBody)('refuses at $method $path what is no body of it, in words', async (row) => {
    expect(await refusal(row, '{"a":')).toMatchObject({ status: 400, code: 'malformed_json' });
    expect(await refusal(row, '')).toMatchObject({ status: 400 });
    expect(await refusal(row, '{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await refusal(row, `{"a":"${'x'.repeat(1_100_000)}"}`)).toMatchObject({ status: 413 });
    for (const mistyped of ['null', '[]', '"text"', '5', 'true', ...deep]) {
      // With a key, the body is read once more before anything is asked of it.
      for (const headers of [{}, { 'idempotency-key': 'the same for all' }] as Record<string, string>[]) {
        const { status, problem } = await refusal(row, mistyped, headers);
        expect([404, 422], `${mistyped.slice(0, 20)}: ${JSON.stringify(problem)}`).toContain(status);
        expect(problem?.detail).not.toBe('');
      }
    }
  });

  it.each(withBody)('lets nothing through $method $path that would change every object', async (row) => {
    for (const body of ['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}']) {
      expect((await refusal(row, body)).status).toBeGreaterThanOrEqual(400);
      expect((await refusal(row, body)).status).toBeLessThan(500);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each(rows.filter(({ path }) => path.includes('{')))(
    'has an answer in words at $method $path for what cannot be there',
    async (row) => {
      for (const value of [nobody, '0', '%', 'a b', "'; DROP TABLE job; --", '\u0000', '💥', 'x'.repeat(3_000)]) {
        const { status, problem } = await refusal(row, row.takesBody ? '{}' : undefined, {}, value);
        expect([400, 403, 404, 405, 409, 422], `${JSON.stringify(value)}: ${JSON.stringify(problem)}`).toContain(
          status,
        );
      }
    },
  );

  it.each(reading.filter(({ query }) => query.length > 0))(
    'refuses at $method $path a query that it does not know, or that is none',
    async (row) => {
      const at = (query: string) =>
        world.ask<Problem>('GET', `${filled(row.path, nobody)}?${query}`, undefined, signedIn);
      for (const query of [
        'colour=red',
        ...row.query.flatMap((name) => (name === 'limit' ? ['limit=x', 'limit=0', 'limit=99999999'] : [])),
      ]) {
        const { status, body } = await at(query);
        expect([404, 422], `${query}: ${JSON.stringify(body)}`).toContain(status);
      }
      if (row.query.includes('cursor')) {
        for (const cursor of ['nonsense', '%F0%9F%92%A5', Buffer.from('["x"]').toString('base64url')]) {
          expect((await at(`cursor=${cursor}`)).status).toBeLessThan(500);
        }
      }
    },
  );
});
