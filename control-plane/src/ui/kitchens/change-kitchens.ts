import type {
  KitchenNetworkPatch,
  KitchenRun,
  OpenKitchenInput,
  OrderInput,
  PlacedOrders,
  StartRunInput,
  UpsetInput,
} from '@longshore/schemas';
import { request } from '../api/request.ts';

const part = encodeURIComponent;

/**
 * Opens a kitchen; what is left out is chosen.
 *
 * @param idempotencyKey - the same for another try of the same
 */
export function openKitchen(kitchen: OpenKitchenInput, idempotencyKey: string): Promise<{ id: string }> {
  return request('/kitchens', { method: 'POST', body: kitchen, idempotencyKey });
}

/** It gives back what has not begun, finishes what cooks, and is gone. */
export async function closeKitchen(id: string): Promise<void> {
  await request(`/kitchens/${part(id)}/close`, { method: 'POST' });
}

export async function upsetKitchen(id: string, upset: UpsetInput): Promise<void> {
  await request(`/kitchens/${part(id)}/upset`, { method: 'POST', body: upset });
}

export function placeOrder(order: OrderInput, idempotencyKey: string): Promise<{ id: string }> {
  return request('/orders', { method: 'POST', body: order, idempotencyKey });
}

export function placeOrders(orders: OrderInput[], idempotencyKey: string): Promise<PlacedOrders> {
  return request('/orders/many', { method: 'POST', body: { orders }, idempotencyKey });
}

/** Ends an order that nobody cooks yet. */
export async function callOffOrder(id: string): Promise<void> {
  await request(`/orders/${part(id)}/call-off`, { method: 'POST' });
}

/** Changes how the balancer decides, from the next order on. */
export function changeNetwork(patch: KitchenNetworkPatch) {
  return request('/kitchen-network', { method: 'PATCH', body: patch });
}

export function startRun(run: StartRunInput, idempotencyKey: string): Promise<KitchenRun> {
  return request('/kitchen-runs', { method: 'POST', body: run, idempotencyKey });
}

export async function stopRun(id: string): Promise<void> {
  await request(`/kitchen-runs/${part(id)}/stop`, { method: 'POST' });
}
