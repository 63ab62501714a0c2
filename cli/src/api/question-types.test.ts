import { jobDetailSchema } from '@longshore/schemas';
import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from './api-client.ts';

const idSchema = z.object({ id: z.string() });

/** Each is an error of types, which the types gate finds missing; nothing is asked. */
const wrong = (api: ApiClient) => [
  // @ts-expect-error: there is no such path
  api.ask('GET /job', { answer: null }),
  // @ts-expect-error: nor such a method of it
  api.ask('PUT /jobs/{id}', { path: { id: '1' }, answer: null }),
  // @ts-expect-error: which job?
  api.ask('GET /jobs/{id}', { answer: null }),
  // @ts-expect-error: what stands in the braces is called otherwise
  api.ask('GET /jobs/{id}', { path: { job: '1' }, answer: null }),
  // @ts-expect-error: jobs have no colour
  api.ask('GET /jobs', { query: { colour: 'red' }, answer: null }),
  // @ts-expect-error: nor do they come by the dozen
  api.ask('GET /jobs', { query: { limit: 'a dozen' }, answer: null }),
  // @ts-expect-error: a list of users knows no query
  api.ask('GET /users', { query: { limit: 1 }, answer: null }),
  // @ts-expect-error: a body is missing
  api.ask('POST /jobs', { answer: null }),
  // @ts-expect-error: a job of this kind has an image
  api.ask('POST /jobs', { body: { kind: 'container' }, answer: null }),
  // @ts-expect-error: a stop takes no body
  api.ask('POST /jobs/{id}/stop', { path: { id: '1' }, body: {}, answer: null }),
  // @ts-expect-error: a job has no colour to be read
  api.ask('GET /jobs/{id}', { path: { id: '1' }, answer: z.object({ colour: z.string() }) }),
  // @ts-expect-error: its end may be missing
  api.ask('GET /jobs/{id}', { path: { id: '1' }, answer: z.object({ endedAt: z.string() }) }),
  // @ts-expect-error: a deletion answers nothing
  api.ask('DELETE /jobs/{id}', { path: { id: '1' }, answer: idSchema }),
  // @ts-expect-error: a stream is not read as one answer
  api.ask('GET /events', { answer: null }),
  // @ts-expect-error: there is no such format
  api.readText('GET /audit/export', { format: 'pdf' }, AbortSignal.abort()),
];

const right = (api: ApiClient) => ({
  whole: api.ask('GET /jobs/{id}', { path: { id: '1' }, answer: jobDetailSchema }),
  part: api.ask('GET /jobs/{id}', { path: { id: '1' }, answer: idSchema }),
  nothing: api.ask('DELETE /jobs/{id}', { path: { id: '1' }, answer: null }),
});

describe('what the control plane is asked', () => {
  it('is held to the description of the API by its types', () => {
    expectTypeOf(wrong).returns.toBeArray();
    expectTypeOf(right).returns.toEqualTypeOf<{
      whole: Promise<z.output<typeof jobDetailSchema>>;
      part: Promise<{ id: string }>;
      nothing: Promise<undefined>;
    }>();
  });
});
