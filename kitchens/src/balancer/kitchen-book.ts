import type { KitchenPlan, KitchenView } from '../kitchen/kitchen.ts';
import { learnCookTime } from '../kitchen/learn-cook-time.ts';
import { isOwnedBy, type KitchenBoot, type Order } from '../order/order.ts';
import type { KitchenRow } from './balancer-rows.ts';

/** Boots that were taken for lost and are told so when they are heard again. An older one registers as any new one does. */
const LOST_BOOTS_MAX = 10_000;

/** A kitchen with what it owns. */
export interface BookedKitchen extends KitchenView {
  /** In the order they were assigned. */
  readonly orders: Map<string, Order>;
}

/** The kitchens that ever registered, each as its last boot is: when it was heard, and whether it was taken for lost. */
export class KitchenBook {
  readonly #kitchens = new Map<string, BookedKitchen>();
  /** Of those that are there. */
  readonly #heardAtMs = new Map<string, number>();
  readonly #lostBoots = new Set<string>();
  #all: readonly BookedKitchen[] = [];

  /** In the order in which they registered first, which is that of the turns. */
  get all(): readonly BookedKitchen[] {
    return this.#all;
  }

  get heardAtMs(): ReadonlyMap<string, number> {
    return this.#heardAtMs;
  }

  of(kitchenId: string): BookedKitchen | undefined {
    return this.#kitchens.get(kitchenId);
  }

  /** The kitchen that owns the order, while it is in the boot that was given it. */
  ownerOf(order: Order): BookedKitchen | undefined {
    const kitchen = order.owner === null ? undefined : this.#kitchens.get(order.owner.kitchenId);
    return kitchen !== undefined && isOwnedBy(order, kitchen) ? kitchen : undefined;
  }

  /** Whether it may still be heard: one that was lost has to register first. */
  isThere(kitchenId: string): boolean {
    return this.#heardAtMs.has(kitchenId);
  }

  isLost(bootId: string): boolean {
    return this.#lostBoots.has(bootId);
  }

  /** Takes kitchens up from their rows. Each has its whole time to be heard again. */
  restore(rows: readonly KitchenRow[], nowMs: number): void {
    for (const { plan, bootId, standing, averageCookMs, earlierBoots } of rows) {
      this.#kitchens.set(plan.id, { ...newKitchen(plan, bootId, averageCookMs), open: standing === 'open' });
      for (const earlier of earlierBoots) this.#lostBoots.add(earlier);
      if (standing === 'gone') this.#lostBoots.add(bootId);
      else this.#heardAtMs.set(plan.id, nowMs);
    }
    this.#all = [...this.#kitchens.values()];
  }

  /** A boot takes the place of the one before, which it follows in nothing but in how fast it cooks. */
  register(plan: KitchenPlan, bootId: string, nowMs: number): void {
    const averageCookMs = this.#kitchens.get(plan.id)?.averageCookMs ?? 0;
    this.#kitchens.set(plan.id, newKitchen(plan, bootId, averageCookMs));
    this.#all = [...this.#kitchens.values()];
    this.#heardAtMs.set(plan.id, nowMs);
  }

  /** It was heard. What an earlier boot of it says changes nothing. */
  heard({ kitchenId, bootId }: KitchenBoot, closing: boolean, nowMs: number): void {
    const kitchen = this.#kitchens.get(kitchenId);
    if (kitchen?.bootId !== bootId) return;
    this.#heardAtMs.set(kitchenId, nowMs);
    kitchen.open = !closing;
  }

  /** The owner of an order said something of it that was believed. */
  believed({ kitchenId }: KitchenBoot, nowMs: number): void {
    this.#heardAtMs.set(kitchenId, nowMs);
  }

  /** A dish of it is ready. */
  cooked(kitchenId: string, tookMs: number | undefined): void {
    const kitchen = this.#kitchens.get(kitchenId);
    if (kitchen !== undefined) kitchen.averageCookMs = learnCookTime(kitchen.averageCookMs, tookMs);
  }

  /** It does not have the order any more. */
  free(kitchenId: string, orderId: string): void {
    const kitchen = this.#kitchens.get(kitchenId);
    if (kitchen?.orders.delete(orderId)) kitchen.held -= 1;
  }

  /** It is taken for lost. What it owned is still with it: that has to be taken from it. */
  lose(kitchen: BookedKitchen): void {
    kitchen.open = false;
    this.#lostBoots.add(kitchen.bootId);
    for (const oldest of this.#lostBoots) {
      if (this.#lostBoots.size <= LOST_BOOTS_MAX) break;
      this.#lostBoots.delete(oldest);
    }
    this.#heardAtMs.delete(kitchen.kitchenId);
  }

  /** @returns whether it was forgotten; one that may still be heard, or has orders, is kept */
  forget(kitchenId: string): boolean {
    const kitchen = this.#kitchens.get(kitchenId);
    if (kitchen === undefined || this.isThere(kitchenId) || kitchen.orders.size > 0) return false;
    this.#kitchens.delete(kitchenId);
    this.#all = [...this.#kitchens.values()];
    return true;
  }
}

function newKitchen(plan: KitchenPlan, bootId: string, averageCookMs: number): BookedKitchen {
  return {
    kitchenId: plan.id,
    bootId,
    location: plan.location,
    capacity: plan.capacity,
    railMax: plan.railMax,
    specialties: new Set(plan.specialties),
    open: true,
    held: 0,
    averageCookMs,
    orders: new Map(),
  };
}
