import { LIMITS } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { problemOfError } from './problem-answer.ts';
import { ProblemError } from './problem-error.ts';
import { readJsonBody } from './read-body.ts';
import { refuseForeignHost, refuseForeignOrigin } from './same-origin.ts';
import { validate } from './validate.ts';

function problemOf(act: () => unknown): ProblemError['problem'] {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
}

function request(headers: Record<string, string>, method = 'POST'): Request {
  return new Request('http://127.0.0.1:3000/api/v1/jobs', { method, headers });
}

describe('validating', () => {
  const schema = z.strictObject({ a: z.object({ b: z.array(z.number()) }), c: z.string().optional() });

  it('names each bad field by its path, and unknown ones too', () => {
    const problem = problemOf(() => validate(schema, { a: { b: [1, 'x'] }, d: 1, e: 2 }));
    expect(problem.status).toBe(422);
    expect(problem.errors?.map((error) => error.path)).toEqual(['a.b[1]', 'd', 'e']);
  });

  it('gives back what fits, with defaults filled in', () => {
    expect(validate(z.object({ n: z.number().default(3) }), {})).toEqual({ n: 3 });
  });
});

describe('cursors', () => {
  it('come back as they were given out', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (name, position) => {
        const parts = z.tuple([z.string(), z.int()]);
        expect(decodeCursor(encodeCursor([name, position]), parts)).toEqual([name, position]);
      }),
    );
  });

  it('are refused in words when they are none of ours', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(problemOf(() => decodeCursor(`${text}!`, z.tuple([z.string()]))).status).toBe(422);
      }),
    );
  });
});

describe('foreign origins', () => {
  const local = { publicUrl: null, listensOn: '127.0.0.1' };

  it('may not change anything', () => {
    const host = '127.0.0.1:3000';
    expect(problemOf(() => refuseForeignOrigin(request({ host, origin: 'http://evil.example' }), local)).status).toBe(
      403,
    );
    expect(problemOf(() => refuseForeignOrigin(request({ host, origin: 'null' }), local)).status).toBe(403);
    expect(problemOf(() => refuseForeignOrigin(request({ host, 'sec-fetch-site': 'cross-site' }), local)).status).toBe(
      403,
    );
    expect(() => refuseForeignOrigin(request({ host, origin: 'http://127.0.0.1:3000' }), local)).not.toThrow();
    expect(() => refuseForeignOrigin(request({ host }), local)).not.toThrow();
  });

  it('cannot reach us by a name of theirs that points to loopback', () => {
    expect(problemOf(() => refuseForeignHost(request({ host: 'rebound.example:3000' }, 'GET'), local)).status).toBe(
      403,
    );
    expect(() => refuseForeignHost(request({ host: 'localhost:3000' }, 'GET'), local)).not.toThrow();
    const published = { publicUrl: 'https://ships.example', listensOn: '127.0.0.1' };
    expect(() =>
      refuseForeignOrigin(request({ host: 'ships.example', origin: 'https://ships.example' }), published),
    ).not.toThrow();
    expect(() => refuseForeignHost(request({ host: 'ships.example' }, 'GET'), published)).not.toThrow();
  });

  it('is not asked about the host where it listens on more than loopback', () => {
    expect(() =>
      refuseForeignHost(request({ host: 'web.internal' }, 'GET'), { publicUrl: null, listensOn: '0.0.0.0' }),
    ).not.toThrow();
  });
});

describe('reading a body', () => {
  const post = (body: string, type = 'application/json') =>
    new Request('http://127.0.0.1/', { method: 'POST', headers: { 'content-type': type }, body });

  it('takes what is exactly at the limit and refuses one byte more', async () => {
    const atLimit = JSON.stringify('x'.repeat(LIMITS.bodyBytesMax - 2));
    expect(await readJsonBody(post(atLimit))).toHaveLength(LIMITS.bodyBytesMax - 2);
    await expect(readJsonBody(post(`${atLimit} `))).rejects.toMatchObject({ problem: { status: 413 } });
  });

  it('says what is wrong with JSON that is none', async () => {
    await expect(readJsonBody(post('{"a":'))).rejects.toMatchObject({
      problem: { status: 400, code: 'malformed_json' },
    });
    await expect(readJsonBody(post(''))).rejects.toMatchObject({ problem: { detail: 'The body is empty.' } });
    await expect(readJsonBody(post('{}', 'text/plain'))).rejects.toMatchObject({ problem: { status: 415 } });
  });

  it.each([
    ['arrays', (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`],
    ['objects', (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`],
    ['both', (depth: number) => `[1,${'{"a":[0,"x",'.repeat((depth - 2) / 2)}{}${']}'.repeat((depth - 2) / 2)}]`],
  ])('takes %s as deep in each other as allowed, and none deeper', async (_, nested) => {
    const { bodyDepthMax } = LIMITS;
    expect(await readJsonBody(post(nested(bodyDepthMax)))).toBeTypeOf('object');
    for (const depth of [bodyDepthMax + 2, 6_000, 100_000]) {
      await expect(readJsonBody(post(nested(depth)))).rejects.toMatchObject({
        problem: { status: 422, code: 'body_too_deep' },
      });
    }
  });
});

describe('errors as problems', () => {
  it('tell nothing of our insides', () => {
    expect(JSON.stringify(problemOfError(new Error('password=hunter2')))).not.toContain('hunter2');
  });

  it('tell a database that is away from a fault of ours, also where it hides as a cause', () => {
    const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(problemOfError(new Error('outer', { cause: away }))).toMatchObject({
      status: 503,
      code: 'database_unreachable',
    });
    expect(problemOfError(new Error('a bug'))).toMatchObject({ status: 500, code: 'internal' });
  });
});
