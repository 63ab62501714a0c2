import { problemSchema } from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';

/** Answers whatever submits a job. */
export const submittedSchema = z.object({ id: z.string(), name: z.string(), state: z.literal('QUEUED') });

const PROBLEM_WORDS = {
  400: 'Malformed JSON',
  403: 'From a foreign origin',
  404: 'No such thing',
  409: 'Its state forbids it',
  413: 'Body over 1 MiB',
  422: 'Refused, with the path of each bad field',
  503: 'Database or Kafka does not answer',
} as const;

type ProblemStatus = keyof typeof PROBLEM_WORDS;

/** The answers that refuse. */
export function problems(statuses: readonly ProblemStatus[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      { description: PROBLEM_WORDS[status], content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  );
}

/** An operation, in what differs from one to another. */
interface Described {
  id: string;
  summary: string;
  tag: string;
  query?: z.ZodObject;
  path?: readonly string[];
  body?: z.ZodType;
  creates?: boolean;
  status?: 200 | 201 | 202 | 204;
  answer: z.ZodType | null;
  refusals: readonly ProblemStatus[];
}

/** An operation of the API as its description has it. */
export function operation(described: Described): ZodOpenApiOperationObject {
  const { id, summary, tag, query, path, body, creates, status = 200, answer, refusals } = described;
  return {
    operationId: id,
    summary,
    tags: [tag],
    requestParams: {
      ...(query === undefined ? {} : { query }),
      ...(path === undefined ? {} : { path: z.object(Object.fromEntries(path.map((name) => [name, z.string()]))) }),
      ...(creates ? { header: z.object({ 'Idempotency-Key': z.string().max(255).optional() }) } : {}),
    },
    ...(body === undefined ? {} : { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: {
      [`${status}`]: {
        description: 'Done',
        ...(answer === null ? {} : { content: { 'application/json': { schema: answer } } }),
      },
      ...problems([...(body === undefined ? [] : ([400, 413] as const)), ...refusals]),
    },
  };
}
