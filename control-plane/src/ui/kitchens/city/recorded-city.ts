import type { KitchenState } from '@longshore/schemas';
import type { CityFrame, Point } from './city-frame.ts';
import type { CityRecording } from './city-recording.ts';
import type { Dots } from './dots.ts';
import type { KitchenSpot } from './kitchen-spots.ts';
import { KitchenStates } from './kitchen-states.ts';
import { layWays, type OrderWays } from './lay-ways.ts';
import { LOOK_NUMBER, type Way, wayX, wayY } from './way.ts';

/**
 * A recorded run as a picture at any moment: the ways of all orders are laid once, and what is shown at a moment follows
 * from the recording and the moment alone.
 *
 * @param flightMs - of a flight across the picture, by the recording’s clock; 0: nothing flies
 */
export class RecordedCity {
  readonly #orders: OrderWays[];
  readonly #kitchens: KitchenStates;
  readonly #frame: CityFrame;
  readonly #waiting = new Int32Array(10);
  readonly #before = new Int32Array(10);
  /** Orders in each kitchen at the moment that was drawn last, and those of them that have not begun. */
  readonly held: Int32Array;
  readonly notBegun: Int32Array;
  /** Where the order was that was looked for as it was drawn last; null: nowhere. */
  found: Point | null = null;

  constructor(recording: CityRecording, frame: CityFrame, spots: readonly KitchenSpot[], flightMs: number) {
    this.#frame = frame;
    this.held = new Int32Array(recording.kitchens.length);
    this.notBegun = new Int32Array(recording.kitchens.length);
    this.#orders = layWays(recording, frame, spots, flightMs);
    this.#kitchens = new KitchenStates(recording);
  }

  /** How a kitchen stood at a moment; before anything is told of it, it is open. */
  stateAt(kitchen: number, atMs: number): KitchenState {
    return this.#kitchens.at(kitchen, atMs);
  }

  /**
   * Puts down where every order is at a moment, and counts what the kitchens have.
   *
   * @param lookedFor - an order by its place in the recording, whose place is found meanwhile
   */
  drawAt(atMs: number, dots: Dots, lookedFor = -1): void {
    this.found = null;
    dots.clear();
    this.held.fill(0);
    this.notBegun.fill(0);
    this.#countWaiting(atMs);
    for (const order of this.#orders) {
      if (order.fromMs > atMs || order.untilMs <= atMs) continue;
      const index = lastTold(order.ways, atMs);
      const way = order.ways[index];
      if (way === undefined) continue;
      const kitchen = order.kitchens[index] ?? -1;
      if (kitchen >= 0) {
        this.held[kitchen] = (this.held[kitchen] ?? 0) + 1;
        if (order.cooking[index] !== true) this.notBegun[kitchen] = (this.notBegun[kitchen] ?? 0) + 1;
      }
      const before = way.inLine ? this.#stepUp(order.priority) : 0;
      const x = wayX(way, atMs, this.#frame, before);
      const y = wayY(way, atMs, this.#frame, before);
      if (order.order === lookedFor) this.found = { x, y };
      const drawn = dots.add(x, y, LOOK_NUMBER[way.look]);
      if (drawn && way.trail && way.startMs + way.durationMs > atMs) dots.trailLast(way.fromX, way.fromY);
    }
  }

  /** How many of each priority wait, and so how many stand before the first of each. */
  #countWaiting(atMs: number): void {
    this.#waiting.fill(0);
    for (const order of this.#orders) {
      if (order.fromMs > atMs || order.untilMs <= atMs) continue;
      const way = order.ways[lastTold(order.ways, atMs)];
      if (way?.inLine === true) this.#waiting[order.priority] = (this.#waiting[order.priority] ?? 0) + 1;
    }
    let before = 0;
    for (let priority = this.#waiting.length - 1; priority >= 0; priority -= 1) {
      this.#before[priority] = before;
      before += this.#waiting[priority] ?? 0;
    }
  }

  #stepUp(priority: number): number {
    const before = this.#before[priority] ?? 0;
    this.#before[priority] = before + 1;
    return before;
  }
}

/** Which way an order is on: they stand in order, and it has only a few. */
function lastTold(ways: readonly Way[], atMs: number): number {
  let index = 0;
  while (index + 1 < ways.length && (ways[index + 1] as Way).toldMs <= atMs) index += 1;
  return index;
}
