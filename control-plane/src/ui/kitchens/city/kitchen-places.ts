import type { Point } from './city-frame.ts';
import { type KitchenSpot, railOf, stoveOf } from './kitchen-spots.ts';
import { Slots } from './slots.ts';

interface Places {
  spot: KitchenSpot;
  stoves: Slots;
  rail: Slots;
}

/** Which order stands where in the kitchens of the picture. */
export class KitchenPlaces {
  readonly #of: ReadonlyMap<string, Places>;
  /** Where each order stands. */
  readonly #at = new Map<string, string>();

  constructor(spots: readonly KitchenSpot[]) {
    this.#of = new Map(spots.map((spot) => [spot.id, { spot, stoves: new Slots(), rail: new Slots() }]));
  }

  /**
   * Gives an order a place, and takes back what it had elsewhere.
   *
   * @returns null: the kitchen is not in the picture
   */
  put(orderId: string, kitchenId: string, cooking: boolean): Point | null {
    const places = this.#of.get(kitchenId);
    const had = this.#at.get(orderId);
    if (had !== undefined && had !== kitchenId) this.leave(orderId);
    if (places === undefined) return null;
    this.#at.set(orderId, kitchenId);
    const { spot, stoves, rail } = places;
    (cooking ? rail : stoves).leave(orderId);
    const slot = (cooking ? stoves : rail).take(orderId);
    return cooking ? stoveOf(spot, slot) : railOf(spot, slot);
  }

  leave(orderId: string): void {
    const kitchenId = this.#at.get(orderId);
    if (kitchenId === undefined) return;
    this.#at.delete(orderId);
    const places = this.#of.get(kitchenId);
    places?.stoves.leave(orderId);
    places?.rail.leave(orderId);
  }

  /** The middle of a kitchen, where a courier sets out; null: it is not in the picture. */
  middleOf(kitchenId: string): Point | null {
    return this.#of.get(kitchenId)?.spot ?? null;
  }
}
