import type { AgentParts } from '../agent-parts.ts';
import { pause } from '../clock.ts';
import { reconcileList } from '../decide/reconcile-list.ts';
import type { ListedContainer } from '../engine/engine.ts';
import type { AgentMetrics } from '../http/metrics.ts';
import { hasEnded } from '../steps/observe.ts';
import type { AttemptTable } from './attempt-table.ts';
import { Orphans } from './orphans.ts';
import type { Registration } from './registration.ts';

export interface EngineWatchOptions {
  parts: AgentParts;
  metrics: AgentMetrics;
  registration: Registration;
  table: AttemptTable;
  /** A container was removed here. */
  onRemoved: () => void;
}

/**
 * Brings what the engine says to the attempts: events as hints for speed, the periodic list as the truth. Neither
 * decides anything: both only have an attempt's container looked at again. Removes what nobody wants.
 */
export class EngineWatch {
  readonly orphans: Orphans;
  readonly #options: EngineWatchOptions;
  readonly #stop = new AbortController();

  constructor(options: EngineWatchOptions) {
    this.#options = options;
    const { parts, metrics, onRemoved } = options;
    const { engine, clock, log, config } = parts;
    this.orphans = new Orphans({
      engine,
      clock,
      log,
      graceMs: config.orphanGraceMs,
      onRemoved: () => {
        metrics.orphansRemoved.inc();
        onRemoved();
      },
    });
  }

  /** Takes a fresh and complete list. */
  listed(containers: readonly ListedContainer[]): void {
    const { table, registration, metrics } = this.#options;
    if (!registration.synced) return;
    const beliefs = table.attempts.map(({ identity, container }) => ({ attemptId: identity.attemptId, container }));
    const { lookAgain, orphans } = reconcileList(containers, beliefs);
    for (const attemptId of lookAgain) {
      // While a step is under way the belief lags behind by nature; only at rest is it a missed hint.
      if (table.driverOf(attemptId)?.busy === true) continue;
      metrics.corrections.inc();
      this.#hint(attemptId);
    }
    this.orphans.seen(orphans);
  }

  /** Follows events until `stop`; an interruption costs nothing but speed. */
  async followEvents(): Promise<void> {
    const { engine, clock, log } = this.#options.parts;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        for await (const { attemptId, action } of engine.events(signal)) {
          if (action === 'die') this.#hintOfEnd(attemptId);
          if (action === 'destroy') this.#hint(attemptId);
        }
      } catch (error) {
        if (!signal.aborted) log.debug({ err: error }, 'the engine’s events were interrupted');
      }
      await pause(clock, 1_000, signal);
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Often the output's end has told of it already. */
  #hintOfEnd(attemptId: string): void {
    const attempt = this.#options.table.get(attemptId);
    if (attempt !== undefined && !hasEnded(attempt)) this.#hint(attemptId);
  }

  /** Something may have happened to an attempt's container: ask the engine. */
  #hint(attemptId: string): void {
    const { table } = this.#options;
    const attempt = table.get(attemptId);
    if (attempt === undefined) return;
    attempt.hints += 1;
    attempt.container = 'unknown';
    table.wake(attemptId);
  }
}
