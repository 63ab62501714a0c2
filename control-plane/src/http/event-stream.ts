import type { ServerResponse } from 'node:http';
import type { StreamEvent } from '../live/event-hub.ts';
import { WaitingEvent } from '../live/waiting-event.ts';
import { type Answer, answer } from './answer.ts';
import type { ApiRequest } from './api-request.ts';
import type { WebRuntime } from './web-runtime.ts';

/** How soon a browser connects again, in milliseconds. */
const RETRY_MS = 1_000;
/** How long a client may take to read the end of its stream. */
const END_MS = 5_000;

/** The words of an event; the same ones go to everybody who hears it, so they are made once. */
const words = new WeakMap<StreamEvent, string>();

function wordsOf(event: StreamEvent): string {
  const known = words.get(event);
  if (known !== undefined) return known;
  const { id, ...data } = event;
  const made = `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
  words.set(event, made);
  return made;
}

/** The last event that a client heard: by the standard's header, or in the query where a page cannot set one. */
function lastHeard(request: Pick<ApiRequest, 'headers' | 'url'>): string | null {
  return request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('lastEventId');
}

/** What a stream is made from. */
export interface EventStreamParts {
  hub: Pick<WebRuntime['hub'], 'subscribe'>;
  metrics: { eventStreams: Pick<WebRuntime['metrics']['eventStreams'], 'inc' | 'dec'> };
  stopping: Pick<AbortController, 'signal'>;
  /** Begins to watch whoever listens; what it returns is told of every event, and calls `onLost` when they may no longer. */
  watch: (onLost: () => void) => { hear(event: StreamEvent): void; stop(): void };
}

/**
 * A stream of server-sent events (WHATWG HTML § 9.2) that lasts until the client goes away, may no longer listen, or the
 * program stops.
 */
export function eventStream(request: Pick<ApiRequest, 'headers' | 'url'>, parts: EventStreamParts): Answer {
  // Not the request: it would be held for as long as the stream.
  const lastId = lastHeard(request);
  return answer((outgoing) => new OpenStream(outgoing, parts).open(parts, lastId), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // The connection ends with the stream: a stopping server would wait for one that is kept.
      connection: 'close',
      // A proxy must not hold events back.
      'x-accel-buffering': 'no',
    },
  });
}

/**
 * One client that listens. One event at most is on its way to it; what comes before that was taken becomes one event, so
 * that a client which reads nothing costs no more than others.
 */
class OpenStream {
  readonly #outgoing: ServerResponse;
  readonly #metrics: EventStreamParts['metrics'];
  readonly #stopping: EventStreamParts['stopping'];
  readonly #waiting = new WaitingEvent();
  #rights: ReturnType<EventStreamParts['watch']> | null = null;
  #unsubscribe: (() => void) | null = null;
  #busy = false;
  #ended = false;

  constructor(outgoing: ServerResponse, { metrics, stopping }: Pick<EventStreamParts, 'metrics' | 'stopping'>) {
    this.#outgoing = outgoing;
    this.#metrics = metrics;
    this.#stopping = stopping;
  }

  /** Keeps nothing of what it is given here. */
  open({ hub, watch }: Pick<EventStreamParts, 'hub' | 'watch'>, lastId: string | null): void {
    this.#metrics.eventStreams.inc();
    this.#outgoing.on('close', this.#end);
    this.#outgoing.write(`retry: ${RETRY_MS}\n\n`);
    this.#rights = watch(this.#end);
    this.#unsubscribe = hub.subscribe((event) => {
      this.#rights?.hear(event);
      this.#waiting.add(event);
      this.#hand();
    }, lastId);
    const { signal } = this.#stopping;
    signal.addEventListener('abort', this.#end);
    if (signal.aborted || this.#outgoing.destroyed) this.#end();
  }

  #hand(): void {
    if (this.#busy || this.#ended) return;
    const event = this.#waiting.take();
    if (event === null) return;
    this.#busy = true;
    this.#outgoing.write(wordsOf(event), this.#taken);
  }

  /** Called when the system has taken what was written, or never will. */
  readonly #taken = (): void => {
    this.#busy = false;
    this.#hand();
  };

  readonly #end = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    this.#stopping.signal.removeEventListener('abort', this.#end);
    this.#unsubscribe?.();
    this.#rights?.stop();
    this.#metrics.eventStreams.dec();
    if (this.#outgoing.destroyed) return;
    this.#outgoing.end();
    // Who reads nothing takes no end either.
    setTimeout(() => this.#outgoing.destroy(), END_MS).unref();
  };
}
