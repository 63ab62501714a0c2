import { type KeptTimes, LogHistogram } from './log-histogram.ts';

const COUNTED = [
  'received',
  'ready',
  'delivered',
  'failed',
  /** Given back and begun elsewhere. */
  'moved',
  'takenBack',
  'asked',
  'givenBack',
  'tooLate',
  'sooner',
  'savedMs',
  'wasted',
] as const;

export type Counted = (typeof COUNTED)[number];

/** How the network stood at the end of a piece of time. */
export interface Standing {
  waiting: number;
  cooks: number;
  busyCooks: number;
  /** Kitchens that take orders, and those that should. */
  open: number;
  wanted: number;
}

/** What happened in a piece of time, as it is kept: plain data, short where nothing was. */
export interface KeptFigures extends Partial<Record<Counted, number>> {
  response?: KeptTimes;
  wait?: KeptTimes;
  standing?: Standing;
  /** How often `standing` was looked at, and the sums of open and wanted over that. */
  looks?: [looks: number, open: number, wanted: number];
  /** By kitchen: milliseconds that its cooks were at work, and that there were cooks. */
  work?: Record<string, [busyMs: number, cookMs: number]>;
}

/** Figures of a piece of time, to be put together with those of others. */
export class Figures {
  readonly #counts: Record<Counted, number>;
  readonly response = new LogHistogram();
  readonly wait = new LogHistogram();
  readonly work = new Map<string, { busyMs: number; cookMs: number }>();
  #standing: Standing | null = null;
  #looks = { count: 0, open: 0, wanted: 0 };

  constructor() {
    this.#counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Record<Counted, number>;
  }

  get isEmpty(): boolean {
    return this.work.size === 0 && COUNTED.every((name) => this.#counts[name] === 0);
  }

  get standing(): Standing | null {
    return this.#standing;
  }

  /** The share of the kitchens that should have taken orders that did; null: there were none. */
  get uptime(): number | null {
    return this.#looks.wanted === 0 ? null : this.#looks.open / this.#looks.wanted;
  }

  of(name: Counted): number {
    return this.#counts[name];
  }

  count(name: Counted, by = 1): void {
    this.#counts[name] += by;
  }

  worked(kitchenId: string, busyMs: number, cookMs: number): void {
    const before = this.work.get(kitchenId) ?? { busyMs: 0, cookMs: 0 };
    this.work.set(kitchenId, { busyMs: before.busyMs + busyMs, cookMs: before.cookMs + cookMs });
  }

  stands(standing: Standing): void {
    this.#standing = standing;
    this.#looks.count += 1;
    this.#looks.open += standing.open;
    this.#looks.wanted += standing.wanted;
  }

  /** Adds those of a later piece. */
  add(later: KeptFigures): void {
    for (const name of COUNTED) this.#counts[name] += later[name] ?? 0;
    if (later.response !== undefined) this.response.addKept(later.response);
    if (later.wait !== undefined) this.wait.addKept(later.wait);
    for (const [id, [busyMs, cookMs]] of Object.entries(later.work ?? {})) this.worked(id, busyMs, cookMs);
    if (later.standing !== undefined) this.#standing = later.standing;
    const [count, open, wanted] = later.looks ?? [0, 0, 0];
    this.#looks = {
      count: this.#looks.count + count,
      open: this.#looks.open + open,
      wanted: this.#looks.wanted + wanted,
    };
  }

  kept(): KeptFigures {
    const kept: KeptFigures = {};
    for (const name of COUNTED) if (this.#counts[name] !== 0) kept[name] = Math.round(this.#counts[name]);
    if (this.response.count > 0) kept.response = this.response.kept();
    if (this.wait.count > 0) kept.wait = this.wait.kept();
    if (this.#standing !== null) kept.standing = this.#standing;
    if (this.#looks.count > 0) kept.looks = [this.#looks.count, this.#looks.open, this.#looks.wanted];
    if (this.work.size > 0) {
      kept.work = Object.fromEntries(
        [...this.work].map(([id, { busyMs, cookMs }]) => [id, [Math.round(busyMs), Math.round(cookMs)]]),
      );
    }
    return kept;
  }
}
