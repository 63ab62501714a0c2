import pc from 'picocolors';

/** Shows long work as it goes: one rewritten line for what runs on a terminal, a plain line a finished step elsewhere. */
export class Steps {
  readonly #stream: NodeJS.WriteStream;
  readonly #onTerminal: boolean;
  readonly #running = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: NodeJS.WriteStream = process.stdout) {
    this.#stream = stream;
    this.#onTerminal = stream.isTTY === true;
  }

  /** Runs work under a title, and says how long it took. */
  async run<T>(title: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    this.begin(title);
    try {
      const result = await work();
      this.finish(title, performance.now() - startedAt);
      return result;
    } catch (error) {
      this.fail(title);
      throw error;
    }
  }

  /** The same for work that mostly finds its result already there; then nothing is said. */
  async unlessThere(title: string, work: () => Promise<boolean>): Promise<void> {
    const startedAt = performance.now();
    if (this.#onTerminal) this.begin(title);
    try {
      const done = await work();
      if (done) this.finish(title, performance.now() - startedAt);
      else this.forget(title);
    } catch (error) {
      this.fail(title);
      throw error;
    }
  }

  begin(title: string): void {
    this.#running.set(title, performance.now());
    if (!this.#onTerminal) return;
    this.#timer ??= setInterval(() => this.#rewrite(), 200).unref();
    this.#rewrite();
  }

  finish(title: string, tookMs: number, word = ''): void {
    this.#running.delete(title);
    this.line(`${pc.green('✓')} ${title.padEnd(34)} ${pc.dim(`${seconds(tookMs)}${word}`)}`);
  }

  fail(title: string, reason = ''): void {
    this.#running.delete(title);
    this.line(`${pc.red('✗')} ${title.padEnd(34)} ${reason}`);
  }

  /** Takes back a step that turned out to be no work. */
  forget(title: string): void {
    this.#running.delete(title);
    this.#rewrite();
  }

  /** Takes back all that runs. */
  forgetAll(): void {
    this.#running.clear();
    this.#rewrite();
  }

  /** Writes a line of its own above what runs. */
  line(text: string): void {
    if (this.#onTerminal) this.#stream.write('\r\x1b[2K');
    this.#stream.write(`${text}\n`);
    this.#rewrite();
  }

  #rewrite(): void {
    if (!this.#onTerminal) return;
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#stream.write('\r\x1b[2K');
      return;
    }
    const now = performance.now();
    const text = [...this.#running].map(([title, since]) => `${title} ${seconds(now - since)}`).join(' · ');
    this.#stream.write(`\r\x1b[2K… ${text.slice(0, Math.max(20, (this.#stream.columns ?? 80) - 3))}`);
  }
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
