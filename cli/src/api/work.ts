import { readFile, stat } from 'node:fs/promises';
import {
  type ApiQuery,
  newId,
  pageOf,
  redrivenSchema,
  type Scaling,
  WORK_LIMITS,
  type Worker,
  type WorkFile,
  type WorkItem,
  type WorkItemInput,
  type WorkItemSummary,
  type WorkQueue,
  type WorkQueues,
  type WorkType,
  workerSchema,
  workersSchema,
  workFileSchema,
  workItemSchema,
  workItemSummarySchema,
  workQueueSchema,
  workQueuesSchema,
} from '@longshore/schemas';
import { formatBytes } from '@longshore/schemas/words';
import { z } from 'zod';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

const itemPage = pageOf(workItemSummarySchema);
const submittedSchema = z.object({ id: z.string(), status: z.literal('queued') });

export async function submitWorkItem(api: ApiClient, item: WorkItemInput): Promise<string> {
  const { id } = await api.ask('POST /work-items', { body: item, answer: submittedSchema, idempotencyKey: newId() });
  return id;
}

export function listWorkItems(api: ApiClient, query: ApiQuery<'GET /work-items'>): Promise<Page<WorkItemSummary>> {
  return api.ask('GET /work-items', { query, answer: itemPage });
}

/** @param item - its id, or the start of it, as everywhere below */
export function getWorkItem(api: ApiClient, item: string): Promise<WorkItem> {
  return api.ask('GET /work-items/{id}', { path: { id: item }, answer: workItemSchema });
}

export function redriveWorkItem(api: ApiClient, item: string): Promise<WorkItem> {
  return api.ask('POST /work-items/{id}/redrive', { path: { id: item }, answer: workItemSchema });
}

export function redriveWorkType(api: ApiClient, type: WorkType): Promise<{ redriven: number; left: number }> {
  return api.ask('POST /work-items/redrive', { body: { type }, answer: redrivenSchema });
}

export function listWorkQueues(api: ApiClient): Promise<WorkQueues> {
  return api.ask('GET /work-queues', { answer: workQueuesSchema });
}

export function scaleWorkQueue(api: ApiClient, type: string, scaling: Partial<Scaling>): Promise<WorkQueue> {
  return api.ask('PATCH /work-queues/{type}', { path: { type }, body: scaling, answer: workQueueSchema });
}

export function listWorkers(api: ApiClient): Promise<{ items: Worker[] }> {
  return api.ask('GET /workers', { answer: workersSchema });
}

/** @param worker - its id, or the start of it */
export function steerWorker(
  api: ApiClient,
  worker: string,
  wanted: 'start' | 'stop',
  types: WorkType[] | undefined,
): Promise<Worker> {
  const asked = { path: { id: worker }, body: { types }, answer: workerSchema } as const;
  return wanted === 'start' ? api.ask('POST /workers/{id}/start', asked) : api.ask('POST /workers/{id}/stop', asked);
}

/** Longest an upload may take, however slow the line. */
const UPLOAD_DEADLINE_MS = 600_000;

/** Uploads a file for a `file` item. @throws CliError also when it cannot be read, or is too large */
export async function uploadWorkFile(api: ApiClient, path: string): Promise<WorkFile> {
  const refused = (what: string, advice: string) =>
    new CliError({ what, where: path, advice, exitCode: EXIT.refused, code: 'bad_file' });
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const { size } = await stat(path);
    if (size > WORK_LIMITS.fileBytesMax) {
      const most = formatBytes(WORK_LIMITS.fileBytesMax);
      throw refused(`${formatBytes(size)}, and at most ${most} is taken`, 'put it where --url can fetch it from');
    }
    bytes = new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw refused((error as Error).message, 'give a readable file');
  }
  return api.ask('POST /work-files', { bytes, answer: workFileSchema, deadlineMs: UPLOAD_DEADLINE_MS });
}
