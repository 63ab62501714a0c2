import type { ContainerSpec, LogLine } from '@longshore/schemas';
import type { OutputLine } from './line-assembler.ts';

/** Lines to send, and how many were dropped before or among them. */
export interface CappedOutput {
  lines: LogLine[];
  dropped: number;
}

/**
 * Numbers lines and keeps them within the attempt's caps. It looks only at the lines and the engine's stamps on them,
 * never at a clock: reading the same output again, after a restart, gives the same numbers, drops and markers. A run of
 * dropped lines is replaced by one marker, which bears the number of the first of them.
 */
export class CappedLines {
  readonly #linesPerSecondMax: number;
  readonly #bytesMax: number;
  #sequence = 0;
  #bytes = 0;
  #second = Number.NaN;
  #inSecond = 0;
  #run: { first: number; count: number; timeMicros: number } | null = null;
  #full = false;

  constructor(caps: Pick<ContainerSpec, 'logLinesPerSecondMax' | 'logBytesMax'>) {
    this.#linesPerSecondMax = caps.logLinesPerSecondMax;
    this.#bytesMax = caps.logBytesMax;
  }

  /** Takes the next line of output. */
  add(line: OutputLine): CappedOutput {
    this.#sequence += 1;
    if (!this.#admits(line)) {
      this.#run ??= { first: this.#sequence, count: 0, timeMicros: line.timeMicros };
      this.#run.count += 1;
      return { lines: [], dropped: 0 };
    }
    const before = this.#closeRun();
    const { stream, text, timeMicros } = line;
    return {
      lines: [...before.lines, { stream, sequence: this.#sequence, engineTime: timeMicros, text }],
      dropped: before.dropped,
    };
  }

  /** The output has ended: the marker of what was dropped last. */
  end(): CappedOutput {
    return this.#closeRun();
  }

  #admits(line: OutputLine): boolean {
    const second = Math.floor(line.timeMicros / 1_000_000);
    // The streams' stamps may be out of order by a little; only a later second opens a new window.
    if (!(second <= this.#second)) {
      this.#second = second;
      this.#inSecond = 0;
    }
    this.#inSecond += 1;
    if (this.#full) return false;
    if (this.#inSecond > this.#linesPerSecondMax) return false;
    const bytes = Buffer.byteLength(line.text) + 1;
    if (this.#bytes + bytes > this.#bytesMax) {
      this.#full = true;
      return false;
    }
    this.#bytes += bytes;
    return true;
  }

  #closeRun(): CappedOutput {
    const run = this.#run;
    if (run === null) return { lines: [], dropped: 0 };
    this.#run = null;
    const why = this.#full
      ? `the log has reached its limit of ${this.#bytesMax} bytes`
      : `more than ${this.#linesPerSecondMax} in a second`;
    const text = `${run.count} ${run.count === 1 ? 'line' : 'lines'} dropped: ${why}`;
    return {
      lines: [{ stream: 'LONGSHORE', sequence: run.first, engineTime: run.timeMicros, text }],
      dropped: run.count,
    };
  }
}
