import type { Block, NumberBlock } from '../block/block.ts';
import type { Order } from '../order.ts';
import type { Origin } from '../sample/marks.ts';
import type { Splitters } from '../sample/splitters.ts';
import type { SortErrorCode } from '../sort-error.ts';

/** What a worker thread can be asked to do, and what it answers. Blocks are in shared memory, bytes are handed over. */
export interface Tasks {
  /** Text to elements. */
  parse: { ask: { bytes: Uint8Array; order: Order; header: Uint8Array | null }; answer: Block };
  /** Elements to parts. */
  partition: { ask: { block: Block; splitters: Splitters; order: Order; origin: Origin }; answer: Block[] };
  /** The blocks and spilled runs of one part to sorted text. */
  print: { ask: PartAsked; answer: Uint8Array };
  /** The blocks of one part to a sorted file. */
  spill: { ask: { blocks: Block[]; order: Order; path: string }; answer: { bytes: number } };
  /** The part of each number, written into shared memory, and how many belong to each part. */
  classify: { ask: ClassifyAsked; answer: Uint32Array };
  /** Numbers to where their parts are in another array, of which `next` says where theirs begin. */
  deal: { ask: { block: NumberBlock; parts: Uint16Array; into: NumberBlock; next: Uint32Array }; answer: null };
  /** Numbers sorted where they are. */
  sort: { ask: { block: NumberBlock; order: Order }; answer: null };
}

export interface ClassifyAsked {
  block: NumberBlock;
  parts: Uint16Array;
  splitters: Splitters;
  order: Order;
  origin: Origin;
}

export interface PartAsked {
  blocks: Block[];
  /** Files of the same part of earlier runs. */
  spilled: string[];
  order: Order;
}

export type TaskName = keyof Tasks;

/** A task on its way to a worker. */
export type TaskMessage = { [Name in TaskName]: { name: Name; ask: Tasks[Name]['ask'] } }[TaskName];

/** What a worker sends back: an answer, an error that somebody foresaw, or another with its stack. */
export type AnswerMessage =
  | { kind: 'answer'; answer: unknown }
  | { kind: 'refused'; code: SortErrorCode; what: string; line: number | undefined }
  | { kind: 'failed'; error: Error };
