import type { SortState, UnitKind } from '@longshore/schemas/sort';
import type { PulseReader } from '../control/pulses.ts';
import type { CoordinatorView } from '../decide/coordinator-view.ts';

export type Clockwork = Pick<CoordinatorView, 'silentAfterMs' | 'slowAfterMs'>;

/** Keeps, by this process's clock, since when what the log tells has been known. */
export class Watch {
  readonly #clockwork: Clockwork;
  readonly #seenAtMs = new Map<string, number>();
  readonly #tookMs = new Map<UnitKind, number[]>();
  readonly #closed = new Set<string>();
  readonly #boots = new Set<string>();

  constructor(clockwork: Clockwork) {
    this.#clockwork = clockwork;
  }

  look(state: SortState, pulses: PulseReader, { nowMs, at }: Pick<CoordinatorView, 'nowMs' | 'at'>): CoordinatorView {
    for (const boot of Object.keys(state.sorters)) {
      // One that just began, or that this coordinator finds, has had no time to be heard.
      if (!this.#boots.has(boot)) pulses.hear(boot, nowMs);
      this.#boots.add(boot);
    }
    for (const one of Object.values(state.tries)) {
      const seenAtMs = this.#seenAtMs.get(one.id);
      if (seenAtMs === undefined) this.#seenAtMs.set(one.id, nowMs);
      if (one.state !== 'accepted' || this.#closed.has(one.id)) continue;
      this.#closed.add(one.id);
      const kind = state.units[one.unit]?.kind;
      if (kind !== undefined && seenAtMs !== undefined) this.#took(kind, nowMs - seenAtMs);
    }
    return {
      ...this.#clockwork,
      nowMs,
      at,
      heardAtMs: pulses.heardAtMs,
      seenAtMs: this.#seenAtMs,
      medianMs: new Map(Array.from(this.#tookMs, ([kind, took]) => [kind, took[took.length >> 1] ?? 0])),
    };
  }

  #took(kind: UnitKind, ms: number): void {
    const took = [...(this.#tookMs.get(kind) ?? []), ms].sort((a, b) => a - b);
    this.#tookMs.set(kind, took);
  }
}
