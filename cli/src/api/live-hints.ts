import { type ServerEvent, serverEventSchema } from '@longshore/schemas';
import { createParser } from 'eventsource-parser';
import { sleep } from '../terminal/process-terminal.ts';
import type { ApiClient } from './api-client.ts';

type Subject = ServerEvent['subjects'][number];

interface LiveHintsOptions {
  subjects: readonly Subject[];
  /** Longest time between two looks while hints arrive. @default 5000 */
  calmPollMs?: number;
  /** The same while the stream is down. @default 1000 */
  blindPollMs?: number;
  /** A stream that says nothing for so long, beats included, is taken for dead. @default 45000 */
  quietLimitMs?: number;
}

const RECONNECT_FIRST_MS = 200;
const RECONNECT_MOST_MS = 3_000;

/**
 * Says when it is worth asking the control plane again: at a server-sent event about one of the subjects, at each
 * (re)connection, and at the latest after a poll interval. Events are hints only; what is true is in the answers.
 */
export class LiveHints implements Disposable {
  readonly #api: ApiClient;
  readonly #options: Required<LiveHintsOptions>;
  readonly #end = new AbortController();
  #connected = false;
  #pending = false;
  #wake: (() => void) | undefined;

  constructor(api: ApiClient, options: LiveHintsOptions) {
    this.#api = api;
    this.#options = { calmPollMs: 5_000, blindPollMs: 1_000, quietLimitMs: 45_000, ...options };
    void this.#run();
  }

  /** Resolves at the next hint (at once if one came meanwhile), after the poll interval, or at the signal. */
  async next(signal?: AbortSignal): Promise<void> {
    if (!this.#pending) {
      const woken = new AbortController();
      this.#wake = () => woken.abort();
      const limitMs = this.#connected ? this.#options.calmPollMs : this.#options.blindPollMs;
      await sleep(limitMs, signal === undefined ? woken.signal : AbortSignal.any([woken.signal, signal]));
      this.#wake = undefined;
    }
    this.#pending = false;
  }

  /** Makes `next` resolve, as a hint would. */
  nudge(): void {
    this.#pending = true;
    this.#wake?.();
  }

  /** Whether the stream of events is open. */
  get connected(): boolean {
    return this.#connected;
  }

  [Symbol.dispose](): void {
    this.#end.abort();
  }

  async #run(): Promise<void> {
    let delayMs = RECONNECT_FIRST_MS;
    while (!this.#end.signal.aborted) {
      const openedAt = performance.now();
      // Whatever ends a connection, the answer is the same: poll meanwhile, and connect again. That the control plane
      // is away is said by whoever asks it something.
      await this.#follow().catch((error: unknown) => error);
      this.#connected = false;
      if (performance.now() - openedAt > RECONNECT_MOST_MS) delayMs = RECONNECT_FIRST_MS;
      await sleep(delayMs, this.#end.signal);
      delayMs = Math.min(RECONNECT_MOST_MS, delayMs * 2);
    }
  }

  async #follow(): Promise<void> {
    const quiet = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => quiet.abort(), this.#options.quietLimitMs);
    };
    heard();
    try {
      const stream = await this.#api.openEvents(AbortSignal.any([this.#end.signal, quiet.signal]));
      this.#connected = true;
      this.nudge();
      const parser = createParser({ onEvent: ({ data }) => this.#take(data) });
      const decoder = new TextDecoder();
      for await (const chunk of stream) {
        heard();
        parser.feed(decoder.decode(chunk, { stream: true }));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #take(data: string): void {
    const event = readEvent(data);
    if (event?.subjects.some((subject) => this.#options.subjects.includes(subject))) this.nudge();
  }
}

function readEvent(data: string): ServerEvent | undefined {
  try {
    return serverEventSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined; // A hint that cannot be read is no hint; the poll goes on.
  }
}
