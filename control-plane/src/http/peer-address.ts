import type { IncomingMessage } from 'node:http';

/** A header of our own: beside the routes better-auth reads it, and is handed nothing but headers. */
const HEADER = 'x-longshore-peer';

/**
 * The headers of a request, and among them the address at the other end of its connection. What a client sent under that
 * name is overwritten, so that what stands there is never a client's word.
 */
export function markedHeaders({ headers: given, socket }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const name in given) {
    const value = given[name];
    // Node joins what stands there more than once, but for one name that no client has a reason to send.
    if (typeof value === 'string') headers.set(name, value);
  }
  if (socket.remoteAddress === undefined) headers.delete(HEADER);
  else headers.set(HEADER, socket.remoteAddress);
  return headers;
}

/** The address at the other end of the connection; null where it was not marked. IPv4 in IPv6 is told as IPv4. */
export function peerAddress(headers: Headers): string | null {
  return headers.get(HEADER)?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null;
}
