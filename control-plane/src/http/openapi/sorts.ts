import {
  listSortsQuery,
  pageOf,
  sortAskedSchema,
  sortDetailSchema,
  sortElementsQuery,
  sortElementsSchema,
  sortInputSchema,
  sortSummarySchema,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation, permitted, problems } from './operation.ts';

const path = z.object({ id: z.string() });

/** Distributed sorts. */
export const SORTS_PATHS: ZodOpenApiPathsObject = {
  '/sorts': {
    get: operation({
      id: 'listSorts',
      permission: 'sorts:read',
      summary: 'Sorts, the newest first',
      tag: 'sorts',
      query: listSortsQuery,
      answer: pageOf(sortSummarySchema),
      refusals: [422, 503],
    }),
    post: operation({
      id: 'createSort',
      permission: 'sorts:write',
      summary: 'Sort values, a topic, what is generated, or what is uploaded after it',
      tag: 'sorts',
      body: sortInputSchema,
      example: {
        order: { type: 'int32' },
        input: { from: 'generated', distribution: 'zipf', count: 1_000_000, seed: 7 },
        workers: 3,
      },
      creates: true,
      status: 201,
      answer: sortAskedSchema,
      refusals: [404, 409, 410, 422, 503],
    }),
  },
  '/sorts/{id}': {
    get: operation({
      id: 'getSort',
      permission: 'sorts:read',
      summary: 'A sort with its parts, tries, balance and proof; the start of its id will do',
      tag: 'sorts',
      path: ['id'],
      answer: sortDetailSchema,
      refusals: [404, 409, 503],
    }),
    delete: operation({
      id: 'deleteSort',
      permission: 'sorts:write',
      summary: 'Delete a sort that has ended, with its result',
      tag: 'sorts',
      path: ['id'],
      status: 204,
      answer: null,
      refusals: [404, 409, 503],
    }),
  },
  '/sorts/{id}/input': {
    post: {
      operationId: 'uploadSortInput',
      ...permitted('sorts:write'),
      summary: 'Upload what is sorted: text, an element a line; it counts once it is there whole',
      tags: ['sorts'],
      requestParams: { path },
      requestBody: { required: true, content: { 'text/plain': { schema: z.string() } } },
      responses: {
        '202': { description: 'Done', content: { 'application/json': { schema: sortAskedSchema } } },
        ...problems([400, 401, 403, 404, 409, 413, 422, 429, 503]),
      },
    },
  },
  '/sorts/{id}/stop': {
    post: operation({
      id: 'stopSort',
      permission: 'sorts:write',
      summary: 'Cancel a sort',
      tag: 'sorts',
      path: ['id'],
      status: 202,
      answer: sortAskedSchema,
      refusals: [404, 409, 503],
    }),
  },
  '/sorts/{id}/elements': {
    get: operation({
      id: 'listSortElements',
      permission: 'sorts:read',
      summary: 'Elements of the result, from a rank on',
      tag: 'sorts',
      path: ['id'],
      query: sortElementsQuery,
      answer: sortElementsSchema,
      refusals: [404, 409, 410, 422, 503],
    }),
  },
  '/sorts/{id}/result': {
    get: {
      operationId: 'getSortResult',
      ...permitted('sorts:read'),
      summary: 'The whole result as text, an element a line, streamed',
      tags: ['sorts'],
      requestParams: { path },
      responses: {
        '200': { description: 'Elements, in order', content: { 'text/plain': { schema: z.string() } } },
        ...problems([401, 403, 404, 409, 410, 429, 503]),
      },
    },
  },
};
