import type { ScoreTerm } from '@longshore/schemas';
import { POLICIES, type Policy } from '@longshore/schemas';
import { type Weights, weigh } from '@longshore/schemas/placement';
import { type KitchenView, roomOf } from '../kitchen/kitchen.ts';
import type { Order } from '../order/order.ts';
import type { ChoiceSettings, KitchenChoice } from './choose-kitchen.ts';
import { explainExclusion, hardFilter, type KitchenExclusion, type KitchenFilter } from './hard-filter.ts';
import { explainTerms, kitchenTerms } from './score-kitchen.ts';

export interface ReceiptCandidate {
  kitchenId: string;
  held: number;
  room: number;
  excludedBy: KitchenExclusion | null;
  terms: ScoreTerm[];
  /** Null when excluded. */
  score: number | null;
}

/** Why an order went where it went, or waits. */
export interface OrderReceipt {
  orderId: string;
  /** Of the order when it was decided on. */
  epoch: number;
  policy: Policy;
  /** Null: the policy weighs nothing. */
  weights: Weights | null;
  winner: string | null;
  runnerUp: string | null;
  /** One sentence. */
  summary: string;
  considered: number;
  excluded: Readonly<Record<KitchenFilter, number>>;
  /** Winner, runner-up, then the others by score and those left out; no more than were asked for. */
  candidates: ReceiptCandidate[];
}

function candidateOf(order: Order, kitchen: KitchenView, { farthestKm, weights }: ChoiceSettings): ReceiptCandidate {
  const filter = hardFilter(order, kitchen);
  const terms = filter === null ? explainTerms(order, kitchen, farthestKm, weights) : [];
  return {
    kitchenId: kitchen.kitchenId,
    held: kitchen.held,
    room: roomOf(kitchen),
    excludedBy: filter === null ? null : explainExclusion(filter, kitchen),
    terms,
    score: filter === null ? terms.reduce((sum, term) => sum + term.weighted, 0) : null,
  };
}

interface Ranked {
  kitchen: KitchenView;
  score: number;
}

function comesBefore(a: Ranked, b: Ranked): boolean {
  return a.score > b.score || (a.score === b.score && a.kitchen.kitchenId < b.kitchen.kitchenId);
}

/**
 * Winner and runner-up, then the others by score, then those left out. Only what is kept is put in order, and into words
 * afterwards: there may be a thousand.
 */
function worthKeeping(
  order: Order,
  kitchens: readonly KitchenView[],
  { winner, runnerUp }: KitchenChoice,
  { farthestKm, weights }: ChoiceSettings,
  depth: number,
): KitchenView[] {
  const scoreOf = (kitchen: KitchenView): number => {
    if (kitchen.kitchenId === winner?.kitchenId) return 3;
    if (kitchen.kitchenId === runnerUp?.kitchenId) return 2;
    return hardFilter(order, kitchen) === null ? weigh(kitchenTerms(order, kitchen, farthestKm), weights) : -1;
  };
  const kept: Ranked[] = [];
  for (const kitchen of kitchens) {
    const next = { kitchen, score: scoreOf(kitchen) };
    const last = kept[depth - 1];
    if (last !== undefined && !comesBefore(next, last)) continue;
    const at = kept.findIndex((other) => comesBefore(next, other));
    kept.splice(at === -1 ? kept.length : at, 0, next);
    if (kept.length > depth) kept.pop();
  }
  return kept.map(({ kitchen }) => kitchen);
}

/** Why an order waits, or an empty text when it does not: it stays the same while the reason does. */
export function waitingWords(
  { winner, excluded }: Pick<KitchenChoice, 'winner' | 'excluded'>,
  kitchenCount: number,
): string {
  if (winner !== null) return '';
  if (kitchenCount === 0) return 'Waits for a kitchen to open';
  if (excluded.full > 0) return 'Waits for room: every open kitchen is full';
  return excluded.refused > 0 ? 'Waits for another kitchen: the open ones refused it' : 'Waits for a kitchen to open';
}

/**
 * Writes the receipt of a choice. It has to be written before the order is counted as held by the winner.
 *
 * @param depth - candidates to keep: all of a thousand kitchens would be more than the order
 */
export function writeReceipt(
  order: Order,
  kitchens: readonly KitchenView[],
  choice: KitchenChoice,
  settings: ChoiceSettings,
  depth: number,
): OrderReceipt {
  const { winner, runnerUp, excluded } = choice;
  const weighed = settings.policy === 'scored';
  const candidates = worthKeeping(order, kitchens, choice, settings, depth).map((kitchen) =>
    candidateOf(order, kitchen, settings),
  );
  const won = candidates.find(({ kitchenId }) => kitchenId === winner?.kitchenId);
  const ahead = runnerUp === null ? 'the only kitchen that could' : `ahead of ${runnerUp.kitchenId}`;
  const how = weighed && won?.score != null ? ` with ${won.score.toFixed(2)}` : ` by ${POLICIES[settings.policy]}`;
  return {
    orderId: order.id,
    epoch: order.epoch,
    policy: settings.policy,
    weights: weighed ? settings.weights : null,
    winner: winner?.kitchenId ?? null,
    runnerUp: runnerUp?.kitchenId ?? null,
    summary: winner === null ? waitingWords(choice, kitchens.length) : `To ${winner.kitchenId}${how}, ${ahead}`,
    considered: kitchens.length,
    excluded,
    candidates,
  };
}
