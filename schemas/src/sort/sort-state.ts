import type { Piece, RecordOf, UnitTimes } from './control-record.ts';
import type { PlannedShare, SortPlan } from './plan.ts';

/** Chunks of one part that an accepted try wrote to the exchange. */
export interface ExchangePiece extends Piece {
  try: string;
  /** No chunk of the piece is before it. */
  offset: string;
}

/** What a node's share is read from: the input, or what its parent's tries wrote for it. */
export type Share =
  | PlannedShare
  | { from: 'exchange'; slot: number; partition: number; pieces: readonly ExchangePiece[] };

export type UnitKind = 'sample' | 'part' | 'sort';

/** Something to be done, any number of times with one meaning. */
export interface Unit {
  id: string;
  kind: UnitKind;
  /** The node whose share it samples or parts, or the leaf that it sorts. */
  node: string;
  /** Index among the node's shares; 0 for a sort. */
  share: number;
  /** The try that closed it; null: it is open. */
  acceptedTry: string | null;
  failures: number;
}

export type TryState = 'open' | 'accepted' | 'late' | 'failed' | 'abandoned';

/** One sorter's attempt at one unit. */
export interface UnitTry {
  id: string;
  unit: string;
  worker: number;
  boot: string;
  state: TryState;
  /** By the coordinator's clock. */
  assignedAt: string;
  /** As the sorter told, when it did. */
  times: UnitTimes | null;
  bytes: number;
}

/** What is known of a share once it was sampled. */
export type SampledShare = Pick<RecordOf<'sampled'>, 'count' | 'bytes' | 'hash' | 'sample' | 'try'>;
/** What is known of a leaf once it was sorted. */
export type SortedPart = Omit<RecordOf<'sorted'>, 'kind' | 'unit' | 'times'>;

/** A range of the order: the whole, or a part of its parent. */
export interface SortNode {
  id: string;
  parent: string | null;
  /** Its place among its parent's parts. */
  index: number;
  depth: number;
  /** Its number in the exchange and the result; null: the root. */
  slot: number | null;
  /** Elements and bytes; null: not known yet (the root until it is sampled). */
  count: number | null;
  bytes: number | null;
  /** Whether it is to be split, or sorted as it is. */
  role: 'split' | 'leaf';
  shares: readonly Share[];
  sampled: Readonly<Record<number, SampledShare>>;
  splitters: string | null;
  /** What the accepted tries of its shares wrote, by share and part. */
  parted: Readonly<Record<number, { try: string; pieces: readonly ExchangePiece[] }>>;
  /** Ids of its parts, in order; empty until its shares are parted. */
  children: readonly string[];
  /** Slots of its parts, from when it was split: the first, and how many. */
  childSlots: { first: number; count: number } | null;
  sorted: SortedPart | null;
}

/** How far the elements of a proven result are on the output topic. */
export interface Delivery {
  /** Under which they are written, and the offset of the first; null: nothing was written yet. */
  begun: { identity: string; offset: string } | null;
  count: number;
}

export interface SortOutcome {
  outcome: 'completed' | 'failed';
  code: string | null;
  message: string | null;
}

/** Everything that is known of a sort: a function of its control log. */
export interface SortState {
  plan: SortPlan | null;
  generation: number;
  coordinator: string | null;
  /** Processes that have begun, by boot: several of a worker where one took another's place. */
  sorters: Readonly<Record<string, { worker: number; agentId: string }>>;
  nodes: Readonly<Record<string, SortNode>>;
  units: Readonly<Record<string, Unit>>;
  tries: Readonly<Record<string, UnitTry>>;
  /** Units that have not been closed. */
  openUnits: readonly string[];
  nextSlot: number;
  /** A failure that no other try could mend. */
  fatal: { code: string; message: string } | null;
  /** Null: the result is not proven, or is wanted on no topic. */
  delivery: Delivery | null;
  ended: SortOutcome | null;
  /** Records that were not valid where they stood. */
  refused: number;
}

export const ROOT = 'r';

export const EMPTY_SORT: SortState = {
  plan: null,
  generation: 0,
  coordinator: null,
  sorters: {},
  nodes: {},
  units: {},
  tries: {},
  openUnits: [],
  nextSlot: 0,
  fatal: null,
  delivery: null,
  ended: null,
  refused: 0,
};
