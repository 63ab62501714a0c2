import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Deadlines } from './deadlines.ts';

/** What Node itself answers to a request that takes too long. */
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/**
 * Ends the connection of a client that sends the body of its request too slowly, also when nobody wants that body any more.
 * While the program itself takes no more of it the client is not to blame: what waits to be read counts as coming.
 */
export function cutOffSlowBody(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { bodyMs, bodyBytesPerSecond, checkMs }: Pick<Deadlines, 'bodyMs' | 'bodyBytesPerSecond' | 'checkMs'>,
): void {
  const { headers, socket } = incoming;
  if (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0) return;
  const beganAtMs = performance.now();
  const readBefore = socket.bytesRead;
  let pausedMs = 0;
  const looking = setInterval(() => {
    if (incoming.complete || socket.destroyed) {
      clearInterval(looking);
      return;
    }
    if (incoming.readableLength >= incoming.readableHighWaterMark) pausedMs += checkMs;
    const allowedMs = bodyMs + pausedMs + ((socket.bytesRead - readBefore) / bodyBytesPerSecond) * 1_000;
    if (performance.now() - beganAtMs <= allowedMs) return;
    if (!outgoing.headersSent) socket.write(TOO_SLOW);
    socket.destroySoon();
  }, checkMs);
  looking.unref();
  // Sooner than the next look, so that many small bodies leave no timers behind.
  incoming.once('close', () => clearInterval(looking));
}
