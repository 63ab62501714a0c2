import { formatShare } from '@longshore/schemas/words';
import { type KitchenView, loadOf, roomOf } from '../kitchen/kitchen.ts';
import type { Order } from '../order/order.ts';
import { type ChoiceSettings, type ChoiceSurroundings, chooseKitchen } from './choose-kitchen.ts';

/** When orders that have not begun move from full kitchens to empty ones. */
export interface MigrationSettings {
  /** How often it is looked. */
  cycleMs: number;
  /** A kitchen above this share of its room gives. */
  highPercent: number;
  /** One that gives does so until it is at this share or below. */
  calmPercent: number;
  /** A kitchen below this share takes. */
  lowPercent: number;
  /** Most orders that are asked back in one cycle; 0: none ever. */
  movesMax: number;
  /** For so long a kitchen must have been above before it gives. */
  settleMs: number;
  /** An order that was moved stays where it went for at least so long. */
  restMs: number;
}

export const MIGRATION_DEFAULTS: MigrationSettings = {
  cycleMs: 500,
  highPercent: 90,
  calmPercent: 75,
  lowPercent: 50,
  movesMax: 2,
  settleMs: 500,
  restMs: 10_000,
};

/** What is remembered from one cycle to the next, by the balancer's own clock. */
export interface MigrationMemory {
  /** Kitchens that give, or will when they have been above for long enough, and since when. */
  aboveSince: ReadonlyMap<string, number>;
  /** When each order was last asked back. */
  movedAt: ReadonlyMap<string, number>;
}

export const NOTHING_MOVED: MigrationMemory = { aboveSince: new Map(), movedAt: new Map() };

export interface MigrationMove {
  orderId: string;
  from: string;
  /** The kitchen it is to go to once it was given back. It goes where it fits best by then. */
  to: string;
  because: string;
  /** How long it would have waited for a cook where it was, by the average there, or of all where none was cooked yet. */
  expectedWaitMs: number;
}

/**
 * Decides which orders are asked back from kitchens above `highPercent`, because a kitchen below `lowPercent` would
 * take them now and be no fuller by that than the giver was allowed to be. The fullest give first, and of a kitchen the
 * order that would have waited longest. It only asks: an order moves when its owner has given it back.
 *
 * @param waitingIn - for each kitchen its orders that have not begun and were not asked back, the next to be cooked first
 */
export function planMigration(
  kitchens: readonly KitchenView[],
  waitingIn: (kitchen: KitchenView) => readonly Order[],
  memory: MigrationMemory,
  nowMs: number,
  settings: MigrationSettings,
  choice: { settings: ChoiceSettings; surroundings: ChoiceSurroundings },
): { moves: MigrationMove[]; memory: MigrationMemory } {
  const high = settings.highPercent / 100;
  const low = settings.lowPercent / 100;
  const aboveSince = new Map<string, number>();
  for (const kitchen of kitchens) {
    const since = memory.aboveSince.get(kitchen.kitchenId);
    const bound = since === undefined ? high : settings.calmPercent / 100;
    if (kitchen.open && loadOf(kitchen) > bound) aboveSince.set(kitchen.kitchenId, since ?? nowMs);
  }
  const movedAt = new Map([...memory.movedAt].filter(([, atMs]) => nowMs - atMs < settings.restMs));
  const givers = kitchens
    .filter(({ kitchenId }) => nowMs - (aboveSince.get(kitchenId) ?? Number.POSITIVE_INFINITY) >= settings.settleMs)
    .toSorted((a, b) => loadOf(b) - loadOf(a) || (a.kitchenId < b.kitchenId ? -1 : 1));
  const takers = kitchens.filter((kitchen) => kitchen.open && loadOf(kitchen) < low).map((kitchen) => ({ ...kitchen }));

  const averageOfAll = averageCookMs(kitchens);

  const moves: MigrationMove[] = [];
  for (const giver of givers) {
    const from = { ...giver };
    for (const [ahead, order] of [...waitingIn(giver).entries()].toReversed()) {
      if (moves.length >= settings.movesMax) return { moves, memory: { aboveSince, movedAt } };
      if (loadOf(from) <= settings.calmPercent / 100) break;
      if (movedAt.has(order.id)) continue;
      const may = takers.filter(
        (taker) => loadOf(taker) < low && (taker.held + 1) / roomOf(taker) <= high && loadOf(taker) < loadOf(from),
      );
      const { winner: to } = chooseKitchen(order, may, choice.settings, choice.surroundings);
      if (to === null) continue;
      moves.push({
        orderId: order.id,
        from: from.kitchenId,
        to: to.kitchenId,
        because: `${formatShare(loadOf(from))} of ${from.kitchenId} is taken, ${formatShare(loadOf(to))} of ${to.kitchenId}; it had not begun`,
        expectedWaitMs: ((ahead + 1) / from.capacity) * (from.averageCookMs || averageOfAll),
      });
      movedAt.set(order.id, nowMs);
      from.held -= 1;
      to.held += 1;
    }
  }
  return { moves, memory: { aboveSince, movedAt } };
}

/** Of the kitchens that have cooked anything; 0 where none has. */
function averageCookMs(kitchens: readonly KitchenView[]): number {
  const known = kitchens.map((kitchen) => kitchen.averageCookMs).filter((ms) => ms > 0);
  return known.reduce((sum, ms) => sum + ms, 0) / Math.max(1, known.length);
}
