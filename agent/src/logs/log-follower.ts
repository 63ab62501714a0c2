import { type ContainerSpec, PROGRESS_PREFIX, type Progress, parseProgressLine } from '@longshore/schemas';
import { type Clock, pause } from '../clock.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/engine-error.ts';
import { CappedLines, type CappedOutput } from './capped-lines.ts';
import { LineAssembler, type OutputLine } from './line-assembler.ts';
import { LogBatcher } from './log-batcher.ts';

export interface LogFollowerOptions {
  engine: Pick<Engine, 'logs'>;
  clock: Clock;
  containerId: string;
  caps: Pick<ContainerSpec, 'logLinesPerSecondMax' | 'logBytesMax'>;
  /** Resolves when the lines are acknowledged. */
  send: (output: CappedOutput, signal: AbortSignal) => Promise<void>;
  onProgress: (progress: Progress) => void;
  /** The stream ended: resolves whether the container has, and may be told to the one who watches it. */
  hasEnded: () => Promise<boolean>;
  /** Everything is acknowledged, and no more will come. */
  onDrained: () => void;
  onTrouble: (error: unknown) => void;
}

/**
 * Reads a container's output from its beginning to its end and sends it on. After an interruption it reads from the
 * beginning again and passes over what it had: lines are numbered by their place, so nothing is sent under two numbers.
 */
export class LogFollower {
  readonly #options: LogFollowerOptions;
  readonly #stop = new AbortController();
  readonly #assembler = new LineAssembler();
  readonly #capped: CappedLines;
  readonly #batcher: LogBatcher;
  #framesTaken = 0;

  constructor(options: LogFollowerOptions) {
    this.#options = options;
    this.#capped = new CappedLines(options.caps);
    this.#batcher = new LogBatcher(options.clock, (output) => options.send(output, this.#stop.signal));
  }

  /** Follows until the container's end, or until `stop`. Never rejects. */
  async run(): Promise<void> {
    let ended = false;
    for (let failures = 0; !this.#stop.signal.aborted; ) {
      try {
        await this.#readOnce();
        failures = 0;
        if (ended) return await this.#finish();
        // An engine may cut off a slow reader when the container ends: the end is read once more, from the file.
        ended = await this.#options.hasEnded();
        if (ended) continue;
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        // Removed by somebody: there is nothing more to read.
        if (error instanceof EngineError && error.code === 'GONE') return await this.#finishQuietly();
        this.#options.onTrouble(error);
        failures += 1;
      }
      await pause(this.#options.clock, Math.min(5_000, 100 * 2 ** Math.min(failures, 6)), this.#stop.signal);
    }
  }

  /** Stops reading at once. Lines that are not acknowledged will be read again after a restart. */
  stop(): void {
    this.#stop.abort();
  }

  /** Resolves when what was read so far is acknowledged. */
  flush(): Promise<void> {
    return this.#batcher.flush();
  }

  async #readOnce(): Promise<void> {
    const { engine, containerId } = this.#options;
    let index = 0;
    for await (const frame of engine.logs(containerId, this.#stop.signal)) {
      index += 1;
      if (index <= this.#framesTaken) continue;
      this.#framesTaken = index;
      const line = this.#assembler.add(frame);
      if (line !== null) await this.#take(line);
    }
  }

  async #take(line: OutputLine): Promise<void> {
    if (line.stream === 'STDOUT' && line.text.startsWith(PROGRESS_PREFIX)) {
      const progress = parseProgressLine(line.text);
      if (progress !== null) return this.#options.onProgress(progress);
    }
    await this.#batcher.add(this.#capped.add(line));
  }

  async #finish(): Promise<void> {
    for (const line of this.#assembler.rest()) await this.#take(line);
    await this.#batcher.add(this.#capped.end());
    await this.#batcher.flush();
    if (!this.#stop.signal.aborted) this.#options.onDrained();
  }

  async #finishQuietly(): Promise<void> {
    try {
      await this.#finish();
    } catch (error) {
      this.#options.onTrouble(error);
    }
  }
}
