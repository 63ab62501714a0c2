import type { ApiRequest } from './api-request.ts';
import { peerAddress } from './peer-address.ts';
import { addressIn } from './trusted-proxies.ts';

/** Longest version of a command line that is told. */
const CLI = /^longshore-cli\/([\w.+-]{1,32})/;

/**
 * From where a request comes, for the audit log: `192.0.2.7 · command line 0.1.0`; through a proxy
 * `10.0.0.2, for 192.0.2.7 · page`. What it is worth:
 *
 * - The first address is that of the connection, or whom a trusted proxy there heard. Nobody can make it up, but behind a
 *   proxy that is not trusted it is the proxy's.
 * - The address after `for` is the last one of `X-Forwarded-For`. It is the word of whoever holds the connection: as good as
 *   the proxy, if the first address is that of a proxy of yours; else anybody may have sent it.
 * - What kind of client it is, is the client's own word: `command line`, `page` (a browser says so), else `program`.
 *
 * So it tells honest people apart and helps to find a mistake. It proves nothing about who meant ill.
 */
export function requestOrigin({ headers }: Pick<ApiRequest, 'headers'>): string {
  const peer = peerAddress(headers);
  const forwarded = addressIn(headers.get('x-forwarded-for')?.split(',').at(-1) ?? '');
  // Some proxies name themselves, which says nothing new.
  const told = forwarded === null || forwarded === peer ? '' : `, for ${forwarded}`;
  return `${peer ?? 'address unknown'}${told} · ${clientKind(headers)}`;
}

function clientKind(headers: Headers): string {
  const version = CLI.exec(headers.get('user-agent') ?? '')?.[1];
  if (version !== undefined) return `command line ${version}`;
  // Browsers name the page's origin with every change, and programs have no reason to.
  return headers.has('origin') || headers.has('sec-fetch-site') ? 'page' : 'program';
}
