import {
  type ApiQuery,
  type ComparedRuns,
  comparedRunsSchema,
  type KitchenChanges,
  type KitchenDetail,
  type KitchenNetwork,
  type KitchenNetworkPatch,
  type KitchenRun,
  type KitchenSummary,
  kitchenChangesSchema,
  kitchenNetworkSchema,
  kitchenRunSchema,
  kitchenRunsSchema,
  kitchenSchema,
  kitchensSchema,
  newId,
  type OpenKitchenInput,
  type OrderInput,
  type OrderSummary,
  type OrderView,
  orderSchema,
  orderSummarySchema,
  pageOf,
  placedOrdersSchema,
  type StartRunInput,
  type UpsetInput,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

const orderPage = pageOf(orderSummarySchema);
const placedSchema = z.object({ id: z.string() });
const openedSchema = z.object({ id: z.string(), jobId: z.string() });

export function listKitchens(api: ApiClient): Promise<{ items: KitchenSummary[] }> {
  return api.ask('GET /kitchens', { answer: kitchensSchema });
}

export function getKitchen(api: ApiClient, id: string): Promise<KitchenDetail> {
  return api.ask('GET /kitchens/{id}', { path: { id }, answer: kitchenSchema });
}

export function openKitchen(api: ApiClient, body: OpenKitchenInput): Promise<{ id: string; jobId: string }> {
  return api.ask('POST /kitchens', { body, answer: openedSchema, idempotencyKey: newId() });
}

export async function closeKitchen(api: ApiClient, id: string): Promise<void> {
  await api.ask('POST /kitchens/{id}/close', { path: { id }, answer: null });
}

export async function upsetKitchen(api: ApiClient, id: string, body: UpsetInput): Promise<void> {
  await api.ask('POST /kitchens/{id}/upset', { path: { id }, body, answer: null });
}

/** Of one order by the path for one, so that what is wrong with it is told by its own fields. */
export async function placeOrders(api: ApiClient, orders: readonly OrderInput[]): Promise<string[]> {
  const [only] = orders;
  if (orders.length === 1 && only !== undefined) {
    const { id } = await api.ask('POST /orders', { body: only, answer: placedSchema, idempotencyKey: newId() });
    return [id];
  }
  const body = { orders: [...orders] };
  return (await api.ask('POST /orders/many', { body, answer: placedOrdersSchema, idempotencyKey: newId() })).ids;
}

export function listOrders(api: ApiClient, query: ApiQuery<'GET /orders'>): Promise<Page<OrderSummary>> {
  return api.ask('GET /orders', { query, answer: orderPage });
}

/** @param order - its id, or the start of it */
export function getOrder(api: ApiClient, order: string): Promise<OrderView> {
  return api.ask('GET /orders/{id}', { path: { id: order }, answer: orderSchema });
}

export async function callOffOrder(api: ApiClient, order: string): Promise<void> {
  await api.ask('POST /orders/{id}/call-off', { path: { id: order }, answer: null });
}

export function getKitchenNetwork(api: ApiClient): Promise<KitchenNetwork> {
  return api.ask('GET /kitchen-network', { answer: kitchenNetworkSchema });
}

export function changeKitchenNetwork(api: ApiClient, body: KitchenNetworkPatch): Promise<KitchenNetwork> {
  return api.ask('PATCH /kitchen-network', { body, answer: kitchenNetworkSchema });
}

export function kitchenChanges(api: ApiClient, after: number): Promise<KitchenChanges> {
  return api.ask('GET /kitchen-network/changes', { query: { after }, answer: kitchenChangesSchema });
}

export function listRuns(api: ApiClient): Promise<{ items: KitchenRun[] }> {
  return api.ask('GET /kitchen-runs', { answer: kitchenRunsSchema });
}

export function startRun(api: ApiClient, body: StartRunInput): Promise<KitchenRun> {
  return api.ask('POST /kitchen-runs', { body, answer: kitchenRunSchema, idempotencyKey: newId() });
}

/** @param run - its id, or the start of it, as everywhere below */
export function getRun(api: ApiClient, run: string): Promise<KitchenRun> {
  return api.ask('GET /kitchen-runs/{id}', { path: { id: run }, answer: kitchenRunSchema });
}

export async function stopRun(api: ApiClient, run: string): Promise<void> {
  await api.ask('POST /kitchen-runs/{id}/stop', { path: { id: run }, answer: null });
}

export function compareRuns(api: ApiClient, runs: readonly string[]): Promise<ComparedRuns> {
  return api.ask('GET /kitchen-runs/compare', { query: { ids: runs.join(',') }, answer: comparedRunsSchema });
}
