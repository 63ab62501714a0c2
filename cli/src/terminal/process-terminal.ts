import { addAbortSignal } from 'node:stream';
import { processEnvironment } from '../config.ts';
import type { InterruptSignal, Sink, Terminal } from './terminal.ts';

const NARROWEST = 40;

class StreamSink implements Sink {
  readonly #stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    // A reader that has seen enough (`| head`) closes the pipe: that ends the program, and is not a fault.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  get columns(): number {
    return this.isTTY ? Math.max(NARROWEST, this.#stream.columns || 80) : Number.POSITIVE_INFINITY;
  }

  write(text: string | Uint8Array): Promise<void> {
    if (this.#stream.write(text)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#stream.once('drain', resolve);
    });
  }
}

/** The terminal of this process. Made once, by the entry. */
export function processTerminal(): Terminal {
  return {
    out: new StreamSink(process.stdout),
    err: new StreamSink(process.stderr),
    environment: processEnvironment(),
    stdinIsTTY: process.stdin.isTTY === true,
    async readStdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString('utf8');
    },
    stdinBytes: (signal) => addAbortSignal(signal, process.stdin),
    async askSecret(question) {
      const { askSecret } = await import('./ask-secret.ts');
      return askSecret(question, process.stdin, process.stderr);
    },
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    sleep,
    onInterrupt(listener) {
      const signals: InterruptSignal[] = ['SIGINT', 'SIGTERM'];
      const handlers = signals.map((signal) => [signal, () => listener(signal)] as const);
      for (const [signal, handler] of handlers) process.on(signal, handler);
      return () => {
        for (const [signal, handler] of handlers) process.off(signal, handler);
      };
    },
  };
}

/** Waits for a time, or until the signal says otherwise. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener('abort', finish, { once: true });
  });
}
