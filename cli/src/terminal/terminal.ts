/** Where text goes: a terminal, a pipe or a file. */
export interface Sink {
  /** Resolves when more may be written, so that a slow reader slows the writer. */
  write(text: string | Uint8Array): Promise<void>;
  readonly isTTY: boolean;
  /** Columns to fit in; Infinity where nothing is to be cut. */
  readonly columns: number;
}

export type InterruptSignal = 'SIGINT' | 'SIGTERM';

/** All that the command line has of the world around it, apart from the network. */
export interface Terminal {
  readonly out: Sink;
  readonly err: Sink;
  readonly environment: Record<string, string | undefined>;
  readStdin(): Promise<string>;
  /** Stdin as it comes, for what is too much to be held at once; fails when the signal aborts, also while it waits. */
  stdinBytes(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Whether a person types at stdin. */
  readonly stdinIsTTY: boolean;
  /** Asks whoever types at stdin, without showing what is typed. Undefined: they left instead of answering. */
  askSecret(question: string): Promise<string | undefined>;
  nowMs(): number;
  /** Milliseconds that only go forward. */
  monotonicMs(): number;
  /** Waits, at most until the signal; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** While registered, the listener takes the place of the process's end. Returns what unregisters it. */
  onInterrupt(listener: (signal: InterruptSignal) => void): () => void;
}
