import type { ServerEvent } from '@longshore/schemas';
import type { WebRuntime } from './web-runtime.ts';

/** How soon a browser connects again, in milliseconds. */
const RETRY_MS = 1_000;

/** A stream of server-sent events (WHATWG HTML § 9.2) that lasts until the client goes away or the program stops. */
export function eventStream(request: Request, runtime: WebRuntime): Response {
  const encoder = new TextEncoder();
  let unsubscribe: () => void = () => undefined;
  let ended = false;
  const over = new AbortController();
  const end = (): void => {
    if (ended) return;
    ended = true;
    unsubscribe();
    over.abort();
    runtime.metrics.eventStreams.dec();
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      runtime.metrics.eventStreams.inc();
      controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
      unsubscribe = runtime.hub.subscribe((event: ServerEvent) => {
        if (!ended) controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      });
      const close = (): void => {
        if (ended) return;
        end();
        controller.close();
      };
      for (const leaving of [request.signal, runtime.stopping.signal]) {
        leaving.addEventListener('abort', close, { signal: over.signal });
        if (leaving.aborted) close();
      }
    },
    cancel: end,
  });
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
