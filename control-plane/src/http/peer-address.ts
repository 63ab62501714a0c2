import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** A header of our own: Next.js hands a route nothing of the connection but what stands in the headers. */
const HEADER = 'x-longshore-peer';

/**
 * Writes the address at the other end of a request's connection into a header of ours. What a client sent under that name
 * is overwritten, so that what stands there later is never a client's word.
 */
export function markPeer(incoming: IncomingMessage): void {
  const address = incoming.socket.remoteAddress;
  if (address === undefined) delete incoming.headers[HEADER];
  else incoming.headers[HEADER] = address;
}

/** Marks every request that this process receives from now on, before anything else reads it. */
export function markPeers(): void {
  // https://nodejs.org/docs/latest-v24.x/api/diagnostics_channel.html#http: published before the server's own listeners.
  subscribe('http.server.request.start', (message) => markPeer((message as { request: IncomingMessage }).request));
}

/** The address at the other end of the connection; null where it was not marked. IPv4 in IPv6 is told as IPv4. */
export function peerAddress(headers: Headers): string | null {
  return headers.get(HEADER)?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null;
}
