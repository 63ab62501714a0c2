import type { KitchenState } from '@longshore/schemas';
import type { CityRecording } from './city-recording.ts';
import { kitchenAfter } from './state-after.ts';

/** A state of a kitchen, and from when on. */
interface KitchenSince {
  atMs: number;
  state: KitchenState;
}

/** How the kitchens of a recording stood, each at any moment. */
export class KitchenStates {
  readonly #of: readonly KitchenSince[][];

  constructor({ kitchens, events }: CityRecording) {
    const states: KitchenSince[][] = kitchens.map(() => []);
    for (const { atMs, order, kitchen, what } of events) {
      const state = order === null && kitchen !== null ? kitchenAfter(what) : null;
      if (state === null || kitchen === null) continue;
      const its = states[kitchen];
      // What opens later was not there before.
      if (what === 'opens' && its?.length === 0 && atMs > 0)
        its.push({ atMs: Number.NEGATIVE_INFINITY, state: 'closed' });
      its?.push({ atMs, state });
    }
    this.#of = states;
  }

  /** @param kitchen - by its place in the recording; before anything is told of it, it is open */
  at(kitchen: number, atMs: number): KitchenState {
    return this.#of[kitchen]?.findLast((since) => since.atMs <= atMs)?.state ?? 'open';
  }
}
