import type { ServerEvent } from '@longshore/schemas';
import type { WebRuntime } from './web-runtime.ts';

/** How soon a browser connects again, in milliseconds. */
const RETRY_MS = 1_000;

/** A stream of server-sent events (WHATWG HTML § 9.2) that lasts until the client goes away. */
export function eventStream(request: Request, runtime: WebRuntime): Response {
  const encoder = new TextEncoder();
  let unsubscribe: () => void = () => undefined;
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    unsubscribe();
    runtime.metrics.eventStreams.dec();
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      runtime.metrics.eventStreams.inc();
      controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
      unsubscribe = runtime.hub.subscribe((event: ServerEvent) => {
        if (!ended) controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      });
      request.signal.addEventListener('abort', () => {
        if (ended) return;
        end();
        controller.close();
      });
    },
    cancel: end,
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      // A proxy must not hold events back.
      'x-accel-buffering': 'no',
    },
  });
}
