import type { Policy } from '@longshore/schemas';
import { type Weights, weigh } from '@longshore/schemas/placement';
import { type Chance, chanceBelow } from '../chance/chance.ts';
import { type KitchenView, loadOf } from '../kitchen/kitchen.ts';
import type { Order } from '../order/order.ts';
import { hardFilter, type KitchenFilter } from './hard-filter.ts';
import { kitchenTerms } from './score-kitchen.ts';

export interface ChoiceSettings {
  policy: Policy;
  weights: Weights;
  /** The distance from which on nearness counts nothing: that across the city. */
  farthestKm: number;
}

/** What a choice takes from its surroundings: the same again gives the same again. */
export interface ChoiceSurroundings {
  /** How many choices there were before: whose turn it is. */
  turn: number;
  chance: Chance;
}

/** A decision about one order. */
export interface KitchenChoice {
  /** Null: no kitchen can take it now. */
  winner: KitchenView | null;
  runnerUp: KitchenView | null;
  /** How many kitchens were left out, by reason. */
  excluded: Readonly<Record<KitchenFilter, number>>;
}

/** The lower, the better. */
type Rank = (kitchen: KitchenView) => number;

function rankOf(order: Pick<Order, 'dish' | 'place'>, { policy, weights, farthestKm }: ChoiceSettings): Rank | null {
  switch (policy) {
    case 'scored':
      return (kitchen) => -weigh(kitchenTerms(order, kitchen, farthestKm), weights);
    case 'least-loaded':
      return loadOf;
    case 'join-shortest-queue':
    case 'power-of-two':
      return ({ held, capacity }) => held / capacity;
    case 'round-robin':
    case 'random':
      return null;
  }
}

/**
 * Chooses a kitchen for an order: hard filters first, then the policy. Equals are told apart by chance, since by id the
 * first of an idle city would get everything; scores that are equal as well.
 *
 * @param kitchens - always in the same order, which is that of the turns
 */
export function chooseKitchen(
  order: Pick<Order, 'dish' | 'place' | 'refusedBy'>,
  kitchens: readonly KitchenView[],
  settings: ChoiceSettings,
  { turn, chance }: ChoiceSurroundings,
): KitchenChoice {
  const excluded = { closed: 0, full: 0, refused: 0 };
  const fitting: KitchenView[] = [];
  for (const kitchen of kitchens) {
    const filter = hardFilter(order, kitchen);
    if (filter === null) fitting.push(kitchen);
    else excluded[filter] += 1;
  }
  const rank = rankOf(order, settings);
  if (settings.policy === 'round-robin') {
    // Turns are counted over all kitchens: one that is full is passed over, and does not shift the others.
    return { ...nextInTurn(fitting, kitchens, turn), excluded };
  }
  if (rank === null) return { ...drawTwo(fitting, chance), excluded };
  if (settings.policy === 'power-of-two') {
    const { winner, runnerUp } = drawTwo(fitting, chance);
    return {
      ...best(
        [winner, runnerUp].filter((drawn) => drawn !== null),
        rank,
        chance,
      ),
      excluded,
    };
  }
  return { ...best(fitting, rank, chance), excluded };
}

type FirstTwo = Pick<KitchenChoice, 'winner' | 'runnerUp'>;

function best(fitting: readonly KitchenView[], rank: Rank, chance: Chance): FirstTwo {
  let winner: KitchenView | null = null;
  let runnerUp: KitchenView | null = null;
  let first = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  let equals = 0;
  for (const kitchen of fitting) {
    const value = rank(kitchen);
    if (value < first || winner === null) {
      runnerUp = winner;
      second = first;
      winner = kitchen;
      first = value;
      equals = 1;
    } else if (value === first) {
      // The nth of equals takes the place of the one before with probability 1/n: each is as likely then.
      equals += 1;
      const takes = chanceBelow(chance, equals) === 0;
      runnerUp = takes ? winner : kitchen;
      second = value;
      if (takes) winner = kitchen;
    } else if (value < second || runnerUp === null) {
      runnerUp = kitchen;
      second = value;
    }
  }
  return { winner, runnerUp };
}

function drawTwo(fitting: readonly KitchenView[], chance: Chance): FirstTwo {
  const at = chanceBelow(chance, fitting.length);
  const other = chanceBelow(chance, fitting.length - 1);
  return { winner: fitting[at] ?? null, runnerUp: fitting[other >= at ? other + 1 : other] ?? null };
}

function nextInTurn(fitting: readonly KitchenView[], all: readonly KitchenView[], turn: number): FirstTwo {
  const may = new Set(fitting);
  const found: KitchenView[] = [];
  for (let step = 0; step < all.length && found.length < 2; step += 1) {
    const kitchen = all[(turn + step) % all.length];
    if (kitchen !== undefined && may.has(kitchen)) found.push(kitchen);
  }
  return { winner: found[0] ?? null, runnerUp: found[1] ?? null };
}
