import type { KitchenRun, RunRecording } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import type { RecordedEvent } from '../city/city-recording.ts';
import { kitchenAfter, orderAfter } from '../city/state-after.ts';

/** An order that was asked back from a kitchen, and where it went. */
export interface Move {
  order: number;
  from: number;
  askedMs: number;
  /** null: it was cooked where it was, or had not been given to another by the end. */
  to: number | null;
  givenMs: number | null;
}

/** What befell a kitchen. */
export interface Fall {
  kitchen: number;
  what: string;
  atMs: number;
}

/** A recording with what scenes ask of it found once. Nothing in it is made up: all of it is counted from events. */
export interface Story {
  kitchens: RunRecording['kitchens'];
  orders: RunRecording['orders'];
  /** In the order in which they happened. */
  events: readonly RecordedEvent[];
  receipts: RunRecording['receipts'];
  /** The run that was recorded; null: this is being recorded now. */
  run: KitchenRun | null;
  /** Orders of the run, its last, that are not in the recording. */
  ordersLeftOut: number;
  /** When the first and the last thing happened; of what is recorded now the last moment is the present one. */
  fromMs: number;
  untilMs: number;
  /** What happened to each order. */
  lives: ReadonlyMap<number, readonly RecordedEvent[]>;
  /** By the second since `fromMs`: orders that came in, that became ready, and that waited at its end for a kitchen. */
  received: readonly number[];
  ready: readonly number[];
  waiting: readonly number[];
  moves: readonly Move[];
  falls: readonly Fall[];
  cooks: number;
}

/** Pieces in which a story is counted. */
export const SECOND_MS = 1_000;

export interface StorySource extends Pick<RunRecording, 'kitchens' | 'orders' | 'receipts'> {
  run: KitchenRun | null;
  events: readonly RecordedEvent[];
  ordersLeftOut?: number;
  /** What is told goes on until then, whether or not anything happened by then; left out: until the last thing did. */
  untilMs?: number;
}

/** Finds in a recording what scenes are made of. */
export function storyOf({ run, kitchens, orders, events, receipts, ordersLeftOut = 0, ...at }: StorySource): Story {
  const inOrder = events.toSorted((a, b) => a.atMs - b.atMs);
  const untilMs = Math.max(at.untilMs ?? Number.NEGATIVE_INFINITY, inOrder.at(-1)?.atMs ?? at.untilMs ?? 0);
  const firstMs = inOrder[0]?.atMs ?? untilMs;
  // The kitchens of a run open before its clock begins, which is no part of it.
  const fromMs = run === null ? firstMs : Math.min(untilMs, Math.max(0, firstMs));
  const lives = Map.groupBy(
    inOrder.filter(({ order }) => order !== null),
    ({ order }) => order as number,
  );
  return {
    kitchens,
    orders,
    events: inOrder,
    receipts,
    run,
    ordersLeftOut,
    fromMs,
    untilMs,
    lives,
    ...countBySecond(inOrder, fromMs, untilMs),
    moves: [...lives].flatMap(([order, life]) => movesOf(order, life)).toSorted((a, b) => a.askedMs - b.askedMs),
    falls: inOrder.flatMap(({ order, kitchen, what, atMs }) =>
      order === null && kitchen !== null ? [{ kitchen, what, atMs }] : [],
    ),
    cooks: kitchens.reduce((sum, { capacity }) => sum + capacity, 0),
  };
}

function countBySecond(
  events: readonly RecordedEvent[],
  fromMs: number,
  untilMs: number,
): Pick<Story, 'received' | 'ready' | 'waiting'> {
  const length = Math.floor((untilMs - fromMs) / SECOND_MS) + 1;
  const received = new Array<number>(length).fill(0);
  const ready = new Array<number>(length).fill(0);
  const change = new Array<number>(length).fill(0);
  const states = new Map<number, string>();
  for (const { order, atMs, what } of events) {
    const state = order === null ? null : orderAfter(what);
    if (order === null || state === null) continue;
    const second = Math.floor((atMs - fromMs) / SECOND_MS);
    const before = states.get(order);
    if (before === undefined && state === 'received') received[second] = (received[second] ?? 0) + 1;
    if (state === 'ready' && before !== 'ready') ready[second] = (ready[second] ?? 0) + 1;
    change[second] = (change[second] ?? 0) + Number(state === 'received') - Number(before === 'received');
    states.set(order, state);
  }
  let now = 0;
  return {
    received,
    ready,
    waiting: change.map((by) => {
      now += by;
      return now;
    }),
  };
}

function movesOf(order: number, life: readonly RecordedEvent[]): Move[] {
  return life.flatMap(({ what, kitchen, atMs }, index): Move[] => {
    const from = kitchen ?? life.slice(0, index).findLast((event) => event.kitchen !== null)?.kitchen ?? null;
    if (what !== 'asked back' || from === null) return [];
    const next = life
      .slice(index + 1)
      .find((event) => event.what === 'assigned' || event.what === 'cooking' || event.what === 'asked back');
    const moved = next?.what === 'assigned' && next.kitchen !== from;
    return [{ order, from, askedMs: atMs, to: moved ? next.kitchen : null, givenMs: moved ? next.atMs : null }];
  });
}

/** The second in which a count is at its highest, the first of several; 0 where it never is above nothing. */
export function peakOf(values: readonly number[]): { second: number; value: number } {
  let second = 0;
  for (const [index, value] of values.entries()) if (value > (values[second] ?? 0)) second = index;
  return { second, value: values[second] ?? 0 };
}

/** The most that a count came to in any minute of the story, or in all of it where it is shorter. */
export function mostInAMinute(values: readonly number[]): number {
  let sum = 0;
  let most = 0;
  for (const [index, value] of values.entries()) {
    sum += value - (index >= 60 ? (values[index - 60] ?? 0) : 0);
    most = Math.max(most, sum);
  }
  return most;
}

/** What a recording does not have, in a sentence; null: it has every order of its run. */
export function leftOutWords({ orders, ordersLeftOut }: Pick<Story, 'orders' | 'ordersLeftOut'>): string | null {
  if (ordersLeftOut === 0) return null;
  const all = formatCount(orders.length + ordersLeftOut);
  return `The recording has the first ${formatCount(orders.length)} of ${all} orders. What scenes show and count is of these; what the run came to is of all.`;
}

/** A kitchen by its name. */
export function kitchenName({ kitchens }: Pick<Story, 'kitchens'>, kitchen: number | null): string {
  return (kitchen === null ? undefined : kitchens[kitchen]?.name) ?? 'a kitchen';
}

/** Whether what befell a kitchen took it away. */
export function isLoss({ what }: Fall): boolean {
  return kitchenAfter(what) === 'lost';
}
