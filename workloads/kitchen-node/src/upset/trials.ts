import { KITCHEN_LIMITS, type UpsetKind } from '@longshore/schemas';
import type { Clock } from '../clock.ts';
import type { Upsets } from './upsets.ts';

export interface TrialsOptions {
  clock: Clock;
  upsets: Upsets;
  say: (line: string) => void;
  /** Told of each. */
  onUpset: (upset: UpsetKind) => void;
  /** From here on it neither hears nor is heard. */
  onCutOff: () => void;
  onReached: () => void;
}

/** Fails as it is told to, to show what becomes of its orders. */
export class Trials {
  readonly #options: TrialsOptions;
  #cutOff = false;

  constructor(options: TrialsOptions) {
    this.#options = options;
  }

  /** Whether it is cut off now. */
  get cutOff(): boolean {
    return this.#cutOff;
  }

  be(upset: UpsetKind, durationMs: number): void {
    const { say, upsets, onUpset } = this.#options;
    const { least, most } = KITCHEN_LIMITS.upsetMs;
    const ms = Math.min(Math.max(durationMs, least), most);
    onUpset(upset);
    switch (upset) {
      case 'CRASH':
        say('crashes, as it was told to');
        upsets.crash();
        break;
      case 'FREEZE':
        say(`stands still for ${ms} ms, as it was told to`);
        upsets.freeze(ms);
        break;
      case 'CUT_OFF':
        this.#beCutOff(ms);
        break;
      case 'UNKNOWN':
        say('does not know how it is to fail, and goes on');
    }
  }

  #beCutOff(ms: number): void {
    const { clock, say, onCutOff, onReached } = this.#options;
    if (this.#cutOff) return;
    say(`neither hears nor is heard for ${ms} ms, as it was told to`);
    this.#cutOff = true;
    onCutOff();
    clock.after(ms, () => {
      this.#cutOff = false;
      say('hears and is heard again');
      onReached();
    });
  }
}
