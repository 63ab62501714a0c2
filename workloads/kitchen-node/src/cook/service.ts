import type { LineReport } from '@longshore/kitchens';
import { newId, type OrderInstructions, type OrderReport, type OrderSaid } from '@longshore/schemas';
import type { Clock } from '../clock.ts';
import type { KitchenMetrics } from '../http/metrics.ts';
import type { ProgressLines } from '../say/progress-lines.ts';
import type { Speech } from '../say/speech.ts';
import type { Trials } from '../upset/trials.ts';
import type { Kitchen } from './kitchen.ts';

export interface ServiceOptions {
  clock: Clock;
  kitchen: Kitchen;
  speech: Speech;
  trials: Trials;
  progress: ProgressLines;
  metrics: Pick<KitchenMetrics, 'reports' | 'cookSeconds'>;
  say: (line: string) => void;
  /** Told after each turn. */
  onTurn: () => void;
  /** Told when another boot has begun. */
  onBoot: () => void;
}

const SAID = { cooking: 'COOKING', ready: 'READY', released: 'RELEASED', refused: 'REFUSED' } as const satisfies Record<
  LineReport['said'],
  OrderSaid
>;

/** Drives the kitchen by what it is told and by the clock, and has said what happened, all of one turn together. */
export class Service {
  readonly #options: ServiceOptions;
  /** Calls off the timer for the next dish. */
  #cancelTurn: (() => void) | null = null;

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /** Does what was told. */
  hear(told: readonly OrderInstructions[]): void {
    const { kitchen, clock, trials } = this.#options;
    let reports: LineReport[] = [];
    for (const { bootId, instructions } of told) {
      for (const instruction of instructions) {
        // Of an earlier boot, maybe of one that ended within this very record.
        if (bootId !== kitchen.bootId) break;
        if (instruction.type === 'BeUpset') {
          // What was done before is done, whatever comes of it.
          this.#happened(reports);
          reports = [];
          trials.be(instruction.upset, instruction.durationMs);
        } else if (instruction.type === 'StartAnew') {
          reports = [];
          this.startAnew('it was taken for lost');
        } else {
          // Not by spreading, nor by joining arrays: there may be thousands.
          for (const report of kitchen.hear(instruction, clock.nowMs())) reports.push(report);
        }
      }
    }
    // What takes no time is ready by now.
    this.#happened(reports.concat(kitchen.advance(clock.nowMs())));
  }

  /** Takes no more orders, and gives back those that have not begun. */
  close(): void {
    const { kitchen, clock } = this.#options;
    this.#happened(kitchen.close(clock.nowMs()));
  }

  /** Drops everything and goes on under another boot, as a stranger. */
  startAnew(because: string): void {
    const { kitchen, speech, clock, say, onBoot } = this.#options;
    const bootId = newId();
    say(`starts anew as ${bootId}: ${because}`);
    kitchen.startAnew(bootId, clock.nowMs());
    speech.startAnew(bootId);
    this.stop();
    onBoot();
  }

  /** Waits for no dish any more. */
  stop(): void {
    this.#cancelTurn?.();
    this.#cancelTurn = null;
  }

  #happened(reports: readonly LineReport[]): void {
    const { kitchen, clock, speech, progress, onTurn } = this.#options;
    // The timer first: what is said may be too much, and begin another boot.
    this.stop();
    const { nextAtMs } = kitchen;
    if (nextAtMs !== null) {
      // At least a millisecond, so that many dishes of one moment are one turn.
      const inMs = Math.max(1, nextAtMs - clock.nowMs());
      this.#cancelTurn = clock.after(inMs, () => this.#happened(kitchen.advance(clock.nowMs())));
    }
    progress.cooked(kitchen.cooked);
    speech.add(reports.map((report) => this.#asSaid(report)));
    onTurn();
  }

  #asSaid({ orderId, epoch, said, tookMs, repeated }: LineReport): OrderReport {
    const { metrics } = this.#options;
    metrics.reports.inc({ said });
    if (tookMs !== undefined && !repeated) metrics.cookSeconds.observe(tookMs / 1_000);
    return { orderId, epoch, said: SAID[said], tookMs: tookMs ?? null, repeated: repeated ?? false };
  }
}
