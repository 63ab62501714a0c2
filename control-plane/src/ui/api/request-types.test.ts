import type { AgentDetail, JobSummary } from '@longshore/schemas';
import { describe, expectTypeOf, it } from 'vitest';
import type { request } from './request.ts';

const id: string = 'any';

/** Each is an error of types, which the types gate finds missing; nothing is asked. */
const wrong = (ask: typeof request) => [
  // @ts-expect-error: there is no such path
  ask('/job'),
  // @ts-expect-error: jobs are not put there
  ask('/jobs', { method: 'PUT' }),
  // @ts-expect-error: nothing is asked of a job there
  ask(`/jobs/${id}/colour`),
  // @ts-expect-error: jobs have no colour
  ask('/jobs', { query: { colour: 'red' } }),
  // @ts-expect-error: nor a kind of this name
  ask('/jobs', { query: { kind: 'sort' } }),
  // @ts-expect-error: a job of this kind has an image
  ask('/jobs', { method: 'POST', body: { kind: 'container' } }),
  // @ts-expect-error: a stop takes no body
  ask(`/jobs/${id}/stop`, { method: 'POST', body: { now: true } }),
];

const right = (ask: typeof request) => ({
  list: ask('/jobs', { query: { kind: 'container', state: ['FAILED'], limit: 5 } }),
  one: ask(`/agents/${id}`),
  nothing: ask(`/jobs/${id}`, { method: 'DELETE' }),
  description: ask('/openapi.json'),
});

describe('what a page asks of the control plane', () => {
  it('is held to the description of the API by its types', () => {
    expectTypeOf(wrong).returns.toBeArray();
    expectTypeOf(right).returns.toExtend<{
      list: Promise<{ items: JobSummary[]; next: string | null }>;
      one: Promise<AgentDetail>;
      nothing: Promise<null>;
      description: Promise<unknown>;
    }>();
  });
});
