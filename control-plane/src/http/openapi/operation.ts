import { type Permission, problemSchema } from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';

/** Answers whatever submits a job. */
export const submittedSchema = z.object({ id: z.string(), name: z.string(), state: z.literal('QUEUED') });

const PROBLEM_WORDS = {
  400: 'Malformed JSON',
  401: 'Not signed in, or with a key that does not count',
  403: 'Not permitted, or from a foreign origin',
  404: 'No such thing',
  409: 'Its state forbids it',
  410: 'It was there, and is no more',
  413: 'Body over 1 MiB',
  415: 'Body not said to be JSON',
  422: 'Refused, with the path of each bad field',
  423: 'Locked for a while',
  429: 'Too many requests: Retry-After says when to try again',
  503: 'Database or Kafka does not answer',
} as const;

type ProblemStatus = keyof typeof PROBLEM_WORDS;

const idempotencyKey = z
  .string()
  .max(255)
  .optional()
  .describe('Any text. The same again, with the same body, gives the first answer again and makes nothing twice.');

/** The answers that refuse. */
export function problems(statuses: readonly ProblemStatus[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      { description: PROBLEM_WORDS[status], content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  );
}

/** Who may: whoever has a permission, anybody who is signed in, the holder of the owner key, or anybody at all. */
export type Permitted = Permission | 'signed-in' | 'owner' | 'nobody';

/** What an operation says of who may, for people and for the test that holds every route against it. */
export function permitted(permission: Permitted): Pick<ZodOpenApiOperationObject, 'security' | `x-${string}`> {
  return {
    'x-longshore-permission': permission,
    ...(permission === 'nobody' ? { security: [] } : {}),
  };
}

/** What an operation takes as its body, with an example of it; or nothing. */
type Taken<Body extends z.ZodType> =
  | { body: Body /** That somebody might really send. */; example: z.input<Body> }
  | { body?: never; example?: never };

/** An operation, in what differs from one to another. */
interface Described {
  id: string;
  permission: Permitted;
  summary: string;
  tag: string;
  query?: z.ZodObject;
  path?: readonly string[];
  creates?: boolean;
  status?: 200 | 201 | 202 | 204;
  answer: z.ZodType | null;
  refusals: readonly ProblemStatus[];
}

/** An operation of the API as its description has it. */
export function operation<Body extends z.ZodType>(described: Described & Taken<Body>): ZodOpenApiOperationObject {
  const {
    id,
    permission,
    summary,
    tag,
    query,
    path,
    body,
    example,
    creates,
    status = 200,
    answer,
    refusals,
  } = described;
  return {
    operationId: id,
    ...permitted(permission),
    summary,
    tags: [tag],
    requestParams: {
      ...(query === undefined ? {} : { query }),
      ...(path === undefined ? {} : { path: z.object(Object.fromEntries(path.map((name) => [name, z.string()]))) }),
      ...(creates ? { header: z.object({ 'Idempotency-Key': idempotencyKey }) } : {}),
    },
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body, example } } } }),
    responses: {
      [`${status}`]: {
        description: 'Done',
        ...(answer === null ? {} : { content: { 'application/json': { schema: answer } } }),
      },
      ...problems([
        ...(permission === 'nobody' ? ([429] as const) : ([401, 403, 429] as const)),
        ...(body === undefined ? [] : ([400, 413, 415] as const)),
        ...refusals,
      ]),
    },
  };
}
