import {
  type ControlRecord,
  EMPTY_SORT,
  evolve,
  leavesInOrder,
  type PlannedShare,
  type RecordOf,
  type SortNode,
  type SortPlan,
  type SortState,
  type UnitTry,
} from '@longshore/schemas/sort';
import {
  type Block,
  blockBytes,
  concatBlocks,
  decodeSplitters,
  drawSample,
  emptyBlock,
  encodeBlock,
  encodeSample,
  multisetHash,
  partition,
  sliceBlock,
  sortBlock,
} from '@longshore/sorting';
import { decide } from '../../../workloads/sorter/src/decide/decide.ts';

/** What goes wrong, as shares of all steps. */
export interface Chaos {
  seed: number;
  /** Steps in which anything may happen; after them all is well, until the sort has ended. */
  steps: number;
}

interface Participant {
  worker: number;
  boot: string;
  /** How much of the log it has read. */
  position: number;
  state: SortState;
  /** Tries that it has done, or is not to do again. */
  done: Set<string>;
  generation: number | null;
}

const TIMES = { startedAt: '', endedAt: '', phases: {}, bytesIn: 0, bytesOut: 0, bytesSpilled: 0 };
const CALM_STEPS_MAX = 20_000;

/** Numbers that look like chance: Marsaglia's xorshift32. */
function chance(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

/**
 * A sort by the real decisions, and by the real sorting on blocks in memory, over a log to which records come late,
 * twice and in any order, while coordinators and sorters are killed, doubled and replaced: a killed one's records may
 * still come.
 */
export class SimulatedSort {
  readonly #plan: SortPlan;
  readonly #inputs: readonly Block[];
  readonly #random: () => number;
  readonly log: ControlRecord[] = [];
  #underWay: ControlRecord[] = [];
  #participants: Participant[] = [];
  readonly #exchange = new Map<string, Block>();
  readonly #results = new Map<string, Block>();
  #ids = 0;
  #tick = 0;

  constructor(plan: SortPlan, inputs: readonly Block[], seed: number) {
    this.#plan = { ...plan, shares: inputs.map(asShare) };
    this.#inputs = inputs;
    this.#random = chance(seed);
    this.#underWay.push({ kind: 'asked', plan: this.#plan });
    for (let worker = 0; worker <= plan.workers; worker += 1) this.#start(worker);
  }

  /** Runs it to its end. @returns what the log comes to, and the result in order */
  run({ steps }: Pick<Chaos, 'steps'>): { state: SortState; result: Block } {
    for (let step = 0; step < steps; step += 1) this.#anything();
    for (let step = 0; step < CALM_STEPS_MAX; step += 1) {
      if (this.#calm()) return this.#end();
    }
    throw new Error(`it has not ended: ${JSON.stringify(this.#fold().openUnits)}`);
  }

  #fold(): SortState {
    return this.log.reduce(evolve, EMPTY_SORT);
  }

  #end(): { state: SortState; result: Block } {
    const state = this.#fold();
    const parts = leavesInOrder(state).map(({ sorted }) => this.#results.get(sorted?.try ?? ''));
    const found = parts.filter((part) => part !== undefined);
    return { state, result: found.length === 0 ? emptyBlock(this.#plan.order.type) : concatBlocks(found) };
  }

  #newId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }

  #start(worker: number): void {
    const boot = this.#newId();
    this.#participants.push({ worker, boot, position: 0, state: EMPTY_SORT, done: new Set(), generation: null });
    if (worker > 0) this.#underWay.push({ kind: 'began', worker, boot, agentId: 'agent' });
  }

  #pick<Value>(values: readonly Value[]): Value | undefined {
    return values[Math.floor(this.#random() * values.length)];
  }

  #anything(): void {
    this.#tick += 1;
    const dice = this.#random();
    const participant = this.#pick(this.#participants);
    if (dice < 0.3) this.#deliver(this.#random() < 0.2);
    else if (dice < 0.33 && participant !== undefined) this.#replace(participant);
    else if (participant !== undefined) {
      this.#read(participant, Math.ceil(this.#random() * 4));
      this.#act(participant, this.#random() < 0.5);
    }
  }

  /** A record comes to the log: any of those under way, and perhaps not for the last time. */
  #deliver(again: boolean): void {
    const index = Math.floor(this.#random() * this.#underWay.length);
    const record = this.#underWay[index];
    if (record === undefined) return;
    this.log.push(record);
    if (!again) this.#underWay.splice(index, 1);
  }

  /** Another takes its place; half of the time the first goes on as well, as one that is only out of reach. */
  #replace(participant: Participant): void {
    if (this.#random() < 0.5) this.#participants = this.#participants.filter((one) => one !== participant);
    if (this.#participants.length < 3 * (this.#plan.workers + 1)) this.#start(participant.worker);
  }

  #read(participant: Participant, most: number): void {
    for (const record of this.log.slice(participant.position, participant.position + most)) {
      participant.state = evolve(participant.state, record);
      participant.position += 1;
    }
  }

  /** All live ones read everything and act, and every record comes once. @returns whether the sort has ended */
  #calm(): boolean {
    this.#tick += 1;
    const alive = new Set(this.#participants.map(({ worker }) => worker));
    for (let worker = 0; worker <= this.#plan.workers; worker += 1) if (!alive.has(worker)) this.#start(worker);
    while (this.#underWay.length > 0) this.#deliver(false);
    for (const participant of this.#participants) {
      this.#read(participant, this.log.length);
      this.#act(participant, true);
    }
    return this.#fold().ended !== null && this.#underWay.length === 0;
  }

  #act(participant: Participant, heard: boolean): void {
    if (participant.state.ended !== null || participant.state.plan === null) return;
    if (participant.worker === 0) this.#coordinate(participant, heard);
    else this.#work(participant);
  }

  #coordinate(one: Participant, heard: boolean): void {
    const { state } = one;
    if (state.coordinator !== one.boot) {
      // It has led and does no more; or it has not led, and does not know yet whether it does.
      if (one.generation !== null && state.generation >= one.generation) one.generation = null;
      if (one.generation === null) {
        one.generation = state.generation + 1;
        this.#underWay.push({ kind: 'led', generation: one.generation, coordinator: one.boot });
      }
      return;
    }
    const alive = Object.keys(state.sorters).filter(
      (boot) => heard && this.#participants.some((other) => other.boot === boot),
    );
    const view = {
      nowMs: this.#tick,
      at: '',
      heardAtMs: new Map(alive.map((boot) => [boot, this.#tick])),
      seenAtMs: new Map<string, number>(),
      medianMs: new Map(),
      silentAfterMs: 10,
      slowAfterMs: 10,
    };
    this.#underWay.push(...decide(state, view, () => this.#newId()));
  }

  #work(one: Participant): void {
    const own = Object.values(one.state.tries).find(
      ({ boot, state, id, unit }) =>
        boot === one.boot && state === 'open' && !one.done.has(id) && one.state.units[unit]?.acceptedTry === null,
    );
    if (own === undefined) return;
    one.done.add(own.id);
    // Some tries fail, and say so.
    const fails = this.#random() < 0.02;
    const failed = { kind: 'failed', unit: own.unit, try: own.id, code: 'X', message: 'x', retryable: true } as const;
    this.#underWay.push(fails ? failed : this.#result(one.state, own));
  }

  #result(state: SortState, { id, unit: unitId }: UnitTry): ControlRecord {
    const unit = state.units[unitId];
    const node = unit === undefined ? undefined : state.nodes[unit.node];
    if (unit === undefined || node === undefined) throw new Error(`there is no ${unitId}`);
    const block = this.#share(node, unit.share);
    const base = { unit: unitId, try: id, times: TIMES };
    if (unit.kind === 'sample') return { ...base, kind: 'sampled', ...this.#sample(block, unit.share) };
    if (unit.kind === 'part') return { ...base, kind: 'parted', ...this.#part(node, block, unit.share, id) };
    return { ...base, kind: 'sorted', ...this.#sort(block, id) };
  }

  #share(node: SortNode, index: number): Block {
    const share = node.shares[index];
    if (share?.from !== 'exchange') return this.#inputs[index] ?? emptyBlock(this.#plan.order.type);
    const pieces = share.pieces.map((piece) => this.#exchange.get(`${piece.try} ${share.slot}`));
    const found = pieces.filter((piece) => piece !== undefined);
    if (found.length !== share.pieces.length) throw new Error('a piece that was accepted is not there');
    return concatBlocks(found);
  }

  #sample(block: Block, share: number) {
    const sample = drawSample(block, { count: 50, seed: 1, origin: { share, first: 0 } });
    const encoded = Buffer.from(encodeSample(sample)).toString('base64');
    return { count: block.count, bytes: blockBytes(block), hash: multisetHash(block), sample: encoded };
  }

  #part(node: SortNode, block: Block, share: number, tryId: string): Pick<RecordOf<'parted'>, 'pieces' | 'offsets'> {
    const splitters = decodeSplitters(Buffer.from(node.splitters ?? '', 'base64'));
    const parts = partition(block, splitters, this.#plan.order, { share, first: 0 });
    for (const [part, piece] of parts.entries()) {
      this.#exchange.set(`${tryId} ${(node.childSlots?.first ?? 0) + part}`, piece);
    }
    return { pieces: parts.map((piece) => ({ count: piece.count, bytes: blockBytes(piece), chunks: 1 })), offsets: [] };
  }

  #sort(block: Block, tryId: string) {
    const sorted = sortBlock(block, this.#plan.order);
    this.#results.set(tryId, sorted);
    const one = (from: number) =>
      sorted.count === 0 ? null : Buffer.from(encodeBlock(sliceBlock(sorted, from, from + 1))).toString('base64');
    return {
      count: sorted.count,
      bytes: blockBytes(sorted),
      hash: multisetHash(sorted),
      chunks: 1,
      first: one(0),
      last: one(sorted.count - 1),
      index: [],
    };
  }
}

function asShare(block: Block, share: number): PlannedShare {
  return {
    from: 'chunks',
    partition: 0,
    offset: '0',
    upload: 'upload',
    firstChunk: share,
    chunks: block.count > 0 ? 1 : 0,
  };
}
