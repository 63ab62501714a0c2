import { sleep } from '../../cli/src/terminal/process-terminal.ts';
import type { InterruptSignal, Sink, Terminal } from '../../cli/src/terminal/terminal.ts';

interface FakeTerminalOptions {
  environment?: Record<string, string>;
  stdin?: string;
  /** Makes stdin a terminal, at which somebody answers this, or leaves. */
  typed?: string | 'Ctrl-C';
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

  write(text: string | Uint8Array): Promise<void> {
    this.text += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
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
  readonly #stdin: string;
  readonly #typed: string | undefined;
  readonly #nowMs: number | undefined;
  readonly #listeners = new Set<(signal: InterruptSignal) => void>();

  constructor({ environment = {}, stdin = '', typed, columns, nowMs }: FakeTerminalOptions = {}) {
    this.environment = environment;
    this.#stdin = stdin;
    this.#typed = typed;
    this.#nowMs = nowMs;
    this.out = new FakeSink(columns);
    this.err = new FakeSink(columns);
  }

  get stdinIsTTY(): boolean {
    return this.#typed !== undefined;
  }

  async askSecret(question: string): Promise<string | undefined> {
    if (this.#typed === undefined) throw new Error('nobody is at the terminal');
    await this.err.write(`${question}\n`);
    return this.#typed === 'Ctrl-C' ? undefined : this.#typed;
  }

  readStdin(): Promise<string> {
    return Promise.resolve(this.#stdin);
  }

  async *stdinBytes(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    signal.throwIfAborted();
    yield Buffer.from(this.#stdin);
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
