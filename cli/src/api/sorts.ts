import {
  type ApiQuery,
  newId,
  pageOf,
  type SortAsked,
  type SortDetail,
  type SortElements,
  type SortInput,
  type SortSummary,
  sortAskedSchema,
  sortDetailSchema,
  sortElementsSchema,
  sortSummarySchema,
} from '@longshore/schemas';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

const sortPage = pageOf(sortSummarySchema);
/** Typed values are written to Kafka before the answer. */
const CREATE_DEADLINE_MS = 60_000;

export function listSorts(api: ApiClient, query: ApiQuery<'GET /sorts'>): Promise<Page<SortSummary>> {
  return api.ask('GET /sorts', { query, answer: sortPage });
}

export function createSort(api: ApiClient, body: SortInput): Promise<SortAsked> {
  return api.ask('POST /sorts', {
    body,
    answer: sortAskedSchema,
    idempotencyKey: newId(),
    deadlineMs: CREATE_DEADLINE_MS,
  });
}

/** @param sort - its id, or the start of its id, as everywhere below */
export function getSort(api: ApiClient, sort: string): Promise<SortDetail> {
  return api.ask('GET /sorts/{id}', { path: { id: sort }, answer: sortDetailSchema });
}

export function stopSort(api: ApiClient, sort: string): Promise<SortAsked> {
  return api.ask('POST /sorts/{id}/stop', { path: { id: sort }, answer: sortAskedSchema });
}

export async function deleteSort(api: ApiClient, sort: string): Promise<void> {
  await api.ask('DELETE /sorts/{id}', { path: { id: sort }, answer: null });
}

/** Sends what is to be sorted. It counts only when all of it came. */
export function uploadInput(
  api: ApiClient,
  sort: string,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<SortAsked> {
  return api.upload('POST /sorts/{id}/input', { path: { id: sort }, pieces, signal, answer: sortAskedSchema });
}

export function getElements(
  api: ApiClient,
  sort: string,
  query: ApiQuery<'GET /sorts/{id}/elements'>,
): Promise<SortElements> {
  return api.ask('GET /sorts/{id}/elements', { path: { id: sort }, query, answer: sortElementsSchema });
}

/** The whole result, as it comes. */
export function readResult(api: ApiClient, sort: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  return api.readBytes('GET /sorts/{id}/result', { id: sort }, signal);
}
