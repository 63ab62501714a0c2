import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { markedHeaders } from './peer-address.ts';
import { requestOrigin } from './request-origin.ts';
import { TrustedProxies } from './trusted-proxies.ts';

/** A request as a route sees it: marked by the server that received it. */
function origin(headers: Record<string, string>, peer: string | undefined = '192.0.2.7'): string {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const incoming = new IncomingMessage(socket);
  Object.assign(incoming.headers, headers);
  return requestOrigin({ headers: markedHeaders(incoming, new TrustedProxies([])) });
}

describe('from where a request comes', () => {
  it.each([
    [{ 'user-agent': 'longshore-cli/0.1.0' }, '192.0.2.7 · command line 0.1.0'],
    [{ 'user-agent': 'Mozilla/5.0', 'sec-fetch-site': 'same-origin' }, '192.0.2.7 · page'],
    [{ origin: 'http://127.0.0.1:3000' }, '192.0.2.7 · page'],
    [{ 'user-agent': 'curl/8.5.0' }, '192.0.2.7 · program'],
    [{}, '192.0.2.7 · program'],
  ])('%j is told as %s', (headers, words) => {
    expect(origin(headers)).toBe(words);
  });

  it('believes no client about the connection', () => {
    expect(origin({ 'x-longshore-peer': '203.0.113.9' })).toBe('192.0.2.7 · program');
    expect(origin({ 'x-longshore-peer': '203.0.113.9' }, '')).not.toContain('203.0.113.9');
  });

  it.each([
    ['203.0.113.9', '192.0.2.7, for 203.0.113.9 · program'],
    ['198.51.100.1, 203.0.113.9:4711', '192.0.2.7, for 203.0.113.9 · program'],
    ['[2001:db8::1]:4711', '192.0.2.7, for 2001:db8::1 · program'],
    ['192.0.2.7', '192.0.2.7 · program'],
    ['::ffff:192.0.2.7', '192.0.2.7 · program'],
    ['unknown', '192.0.2.7 · program'],
    [`${'9'.repeat(5_000)}<script>`, '192.0.2.7 · program'],
  ])('tells what was forwarded as somebody’s word: %.60s', (header, words) => {
    expect(origin({ 'x-forwarded-for': header })).toBe(words);
  });

  it('tells IPv4 as IPv4, and an address that nobody marked as unknown', () => {
    expect(origin({}, '::ffff:192.0.2.7')).toBe('192.0.2.7 · program');
    expect(requestOrigin({ headers: new Headers() })).toBe('address unknown · program');
  });
});
