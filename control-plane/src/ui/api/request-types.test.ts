import { agentDetailSchema, jobSummarySchema, pageOf } from '@longshore/schemas';
import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { request } from './request.ts';

const jobs = pageOf(jobSummarySchema);
const id: string = 'any';

/** Each is an error of types, which the types gate finds missing; nothing is asked. */
const wrong = (ask: typeof request) => [
  // @ts-expect-error: there is no such path
  ask('/job', jobs),
  // @ts-expect-error: jobs are not put there
  ask('/jobs', jobs, { method: 'PUT' }),
  // @ts-expect-error: nothing is asked of a job there
  ask(`/jobs/${id}/colour`, z.unknown()),
  // @ts-expect-error: jobs have no colour
  ask('/jobs', jobs, { query: { colour: 'red' } }),
  // @ts-expect-error: nor a kind of this name
  ask('/jobs', jobs, { query: { kind: 'colour' } }),
  // @ts-expect-error: a job of this kind has an image
  ask('/jobs', z.unknown(), { method: 'POST', body: { kind: 'container' } }),
  // @ts-expect-error: a stop takes no body
  ask(`/jobs/${id}/stop`, z.unknown(), { method: 'POST', body: { now: true } }),
  // @ts-expect-error: a list of jobs is no agent
  ask('/jobs', agentDetailSchema),
  // @ts-expect-error: a plan is no list
  ask('/jobs/plan', jobs, { method: 'POST', body: { kind: 'container', image: 'tool:1' } }),
];

const right = (ask: typeof request) => ({
  list: ask('/jobs', jobs, { query: { kind: 'container', state: ['FAILED'], limit: 5 } }),
  part: ask('/jobs', z.object({ id: z.string() }), { method: 'POST', body: { kind: 'container', image: 'tool:1' } }),
  nothing: ask(`/jobs/${id}`, z.unknown(), { method: 'DELETE' }),
});

describe('what a page asks of the control plane', () => {
  it('is held to the description of the API by its types', () => {
    expectTypeOf(wrong).returns.toBeArray();
    expectTypeOf(right).returns.toEqualTypeOf<{
      list: Promise<z.output<typeof jobs>>;
      part: Promise<{ id: string }>;
      nothing: Promise<unknown>;
    }>();
  });
});
