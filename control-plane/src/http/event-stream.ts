import type { StreamEvent } from '../live/event-hub.ts';
import { WaitingEvent } from '../live/waiting-event.ts';
import type { RightsWatch } from './watch-rights.ts';
import type { WebRuntime } from './web-runtime.ts';

/** How soon a browser connects again, in milliseconds. */
const RETRY_MS = 1_000;
/** So many events may be on their way to a client; what comes while it takes nothing becomes one event. */
const ON_THE_WAY_MAX = 4;

const encoder = new TextEncoder();

function encode({ id, ...event }: StreamEvent): Uint8Array {
  return encoder.encode(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
}

/** The last event that a client heard: by the standard's header, or in the query where a page cannot set one. */
function lastHeard(request: Request): string | null {
  return request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('lastEventId');
}

/** A stream of server-sent events (WHATWG HTML § 9.2) that lasts until the client goes away, may no longer listen, or the
 * program stops. */
export function eventStream(request: Request, { hub, metrics, stopping, rights }: EventStreamParts): Response {
  const waiting = new WaitingEvent();
  let unsubscribe: () => void = () => undefined;
  let ended = false;
  const over = new AbortController();
  const end = (): void => {
    if (ended) return;
    ended = true;
    unsubscribe();
    rights.stop();
    over.abort();
    metrics.eventStreams.dec();
  };
  const hand = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    if (ended || (controller.desiredSize ?? 0) <= 0) return;
    const event = waiting.take();
    if (event !== null) controller.enqueue(encode(event));
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        metrics.eventStreams.inc();
        controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
        unsubscribe = hub.subscribe((event) => {
          waiting.add(event);
          hand(controller);
        }, lastHeard(request));
        const close = (): void => {
          if (ended) return;
          end();
          controller.close();
        };
        for (const leaving of [request.signal, stopping.signal, rights.signal]) {
          leaving.addEventListener('abort', close, { signal: over.signal });
          if (leaving.aborted) close();
        }
      },
      // It has taken something: what waits can go.
      pull: hand,
      cancel: end,
    },
    { highWaterMark: ON_THE_WAY_MAX },
  );
  return new Response(body, {
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

/** What a stream is made from. */
export interface EventStreamParts {
  hub: Pick<WebRuntime['hub'], 'subscribe'>;
  metrics: { eventStreams: Pick<WebRuntime['metrics']['eventStreams'], 'inc' | 'dec'> };
  stopping: Pick<AbortController, 'signal'>;
  /** Ends the stream when whoever listens may no longer. */
  rights: RightsWatch;
}
