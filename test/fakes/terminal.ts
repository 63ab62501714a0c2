import { sleep } from '../../cli/src/terminal/process-terminal.ts';
import type { InterruptSignal, Sink, Terminal } from '../../cli/src/terminal/terminal.ts';

interface FakeTerminalOptions {
  environment?: Record<string, string>;
  stdin?: string;
  /** Makes stdout and stderr terminals of this width. */
  columns?: number;
  nowMs?: number;
}

class FakeSink implements Sink {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number;

  constructor(columns: number | undefined) {
    this.isTTY = columns !== undefined;
    this.columns = columns ?? Number.POSITIVE_INFINITY;
  }

  write(text: string): Promise<void> {
    this.text += text;
    return Promise.resolve();
  }

  get lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }
}

/** A terminal in memory: what was written is kept, interrupts come when the test says so. */
export class FakeTerminal implements Terminal {
  readonly out: FakeSink;
  readonly err: FakeSink;
  readonly environment: Record<string, string>;
  readonly stdinIsTTY = false;
  readonly #stdin: string;
  readonly #nowMs: number | undefined;
  readonly #listeners = new Set<(signal: InterruptSignal) => void>();

  constructor({ environment = {}, stdin = '', columns, nowMs }: FakeTerminalOptions = {}) {
    this.environment = environment;
    this.#stdin = stdin;
    this.#nowMs = nowMs;
    this.out = new FakeSink(columns);
    this.err = new FakeSink(columns);
  }

  readStdin(): Promise<string> {
    return Promise.resolve(this.#stdin);
  }

  nowMs(): number {
    return this.#nowMs ?? Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleep(ms, signal);
  }

  onInterrupt(listener: (signal: InterruptSignal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ctrl-C. */
  interrupt(signal: InterruptSignal = 'SIGINT'): void {
    if (this.#listeners.size === 0) throw new Error('nobody listens for interrupts: the process would have ended');
    for (const listener of this.#listeners) listener(signal);
  }
}
