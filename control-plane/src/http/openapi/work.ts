import {
  CLAIM_HEADER,
  listWorkItemsQuery,
  pageOf,
  patchedWorkItemSchema,
  patchOutcomesSchema,
  redriveBody,
  redrivenSchema,
  scalingPatch,
  submittedItemsSchema,
  workerBeat,
  workerOrders,
  workerSchema,
  workersSchema,
  workerTypesBody,
  workFileSchema,
  workItemInput,
  workItemPatch,
  workItemPatches,
  workItemSchema,
  workItemSummarySchema,
  workItemsInput,
  workQueueSchema,
  workQueuesSchema,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation, permitted, problems } from './operation.ts';

const tag = 'work';
const anId = '01999999-9999-7999-8999-999999999999';
const digest = { type: 'compute' as const, payload: { operation: 'digest', input: 'abc' } };
const bytes = z.string().meta({ format: 'binary' });

/** Work items, their queues, and the workers that take them. */
export const WORK_PATHS: ZodOpenApiPathsObject = {
  '/work-items': {
    get: operation({
      id: 'listWorkItems',
      permission: 'work:read',
      summary: 'Work items, the newest first; dead letters are those that have failed',
      tag,
      query: listWorkItemsQuery,
      answer: pageOf(workItemSummarySchema),
      refusals: [422, 503],
    }),
    post: operation({
      id: 'submitWorkItem',
      permission: 'work:write',
      summary: 'Put an item into the queue of its type',
      tag,
      body: workItemInput,
      example: digest,
      creates: true,
      status: 201,
      answer: z.object({ id: z.string(), status: z.literal('queued') }),
      refusals: [403, 422, 503],
    }),
    patch: operation({
      id: 'patchWorkItems',
      permission: 'work:perform',
      summary: 'What a worker says of several items: each is decided by itself',
      tag,
      body: workItemPatches,
      example: { items: [{ id: anId, status: 'processing', worker: anId }] },
      answer: patchOutcomesSchema,
      refusals: [403, 422, 503],
    }),
  },
  '/work-items/many': {
    post: operation({
      id: 'submitManyWorkItems',
      permission: 'work:write',
      summary: 'Put many items into their queues, all or none',
      tag,
      body: workItemsInput,
      example: { items: [digest] },
      creates: true,
      status: 201,
      answer: submittedItemsSchema,
      refusals: [403, 422, 503],
    }),
  },
  '/work-items/redrive': {
    post: operation({
      id: 'redriveManyWorkItems',
      permission: 'work:write',
      summary: 'Give dead letters all their tries anew: those named, or the oldest 500 of a type',
      tag,
      body: redriveBody,
      example: { type: 'compute' },
      answer: redrivenSchema,
      refusals: [403, 422, 503],
    }),
  },
  '/work-items/{id}': {
    get: operation({
      id: 'getWorkItem',
      permission: 'work:read',
      summary: 'An item with what went in, what came out, and its life',
      tag,
      path: ['id'],
      answer: workItemSchema,
      refusals: [404, 409, 503],
    }),
    patch: operation({
      id: 'patchWorkItem',
      permission: 'work:perform',
      summary: 'What a worker says of an item: it takes it, how far it is, what came out, or that it failed',
      tag,
      path: ['id'],
      body: workItemPatch,
      example: { status: 'processing', worker: anId },
      answer: patchedWorkItemSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
  },
  '/work-items/{id}/redrive': {
    post: operation({
      id: 'redriveWorkItem',
      permission: 'work:write',
      summary: 'Give an item that failed for good all its tries anew',
      tag,
      path: ['id'],
      answer: workItemSchema,
      refusals: [403, 404, 409, 503],
    }),
  },
  '/work-items/{id}/input': {
    get: {
      operationId: 'getWorkItemInput',
      ...permitted('work:perform'),
      summary: 'For the worker that holds it: the uploaded file, or the chain to verify, one block a line',
      tags: [tag],
      requestParams: {
        path: z.object({ id: z.string() }),
        header: z.object({ [CLAIM_HEADER]: z.string().describe('The claim.') }),
      },
      responses: {
        200: { description: 'Done', content: { 'application/octet-stream': { schema: bytes } } },
        ...problems([401, 403, 404, 409, 429, 503]),
      },
    },
  },
  '/work-queues': {
    get: operation({
      id: 'listWorkQueues',
      permission: 'work:read',
      summary: 'The queues: depth, rate, oldest age, workers, limits',
      tag,
      answer: workQueuesSchema,
      refusals: [503],
    }),
  },
  '/work-queues/{type}': {
    patch: operation({
      id: 'scaleWorkQueue',
      permission: 'work:write',
      summary: 'Change the limits within which the fleet runs workers for a queue',
      tag,
      path: ['type'],
      body: scalingPatch,
      example: { minimum: 1, maximum: 4 },
      answer: workQueueSchema,
      refusals: [403, 404, 422, 503],
    }),
  },
  '/workers': {
    get: operation({
      id: 'listWorkers',
      permission: 'work:read',
      summary: 'The workers, those heard last first',
      tag,
      answer: workersSchema,
      refusals: [503],
    }),
  },
  '/workers/{id}': {
    put: operation({
      id: 'beatWorker',
      permission: 'work:perform',
      summary: 'A worker’s sign of life, by which it also registers',
      tag,
      path: ['id'],
      body: workerBeat,
      example: { name: 'mine', types: [{ type: 'compute', concurrency: 2, observed: 'consuming' }], holding: [] },
      answer: workerOrders,
      refusals: [403, 409, 422, 503],
    }),
  },
  '/workers/{id}/start': {
    post: operation({
      id: 'startWorker',
      permission: 'work:write',
      summary: 'Let a worker take items again, of all its types or of some',
      tag,
      path: ['id'],
      body: workerTypesBody,
      example: { types: ['compute'] },
      status: 202,
      answer: workerSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
  },
  '/workers/{id}/stop': {
    post: operation({
      id: 'stopWorker',
      permission: 'work:write',
      summary: 'Have a worker finish what it holds and take nothing more, of all its types or of some',
      tag,
      path: ['id'],
      body: workerTypesBody,
      example: {},
      status: 202,
      answer: workerSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
  },
  '/work-files': {
    post: {
      operationId: 'uploadWorkFile',
      ...permitted('work:write'),
      summary: 'Upload a file for file items, as its bytes are; at most 64 MiB',
      tags: [tag],
      requestBody: { required: true, content: { 'application/octet-stream': { schema: bytes } } },
      responses: {
        201: { description: 'Done', content: { 'application/json': { schema: workFileSchema } } },
        ...problems([400, 401, 403, 413, 415, 422, 429, 503]),
      },
    },
  },
};
