import { describe, expect, it } from 'vitest';
import { taggedJson } from './entity-tag.ts';

const ask = (body: unknown, tag?: string) =>
  taggedJson(new Request('http://127.0.0.1/', { headers: tag === undefined ? {} : { 'if-none-match': tag } }), body);

describe('an answer with a tag', () => {
  it('is given whole once, and as 304 without a body while nothing changed', async () => {
    const first = ask({ a: 1 });
    const tag = first.headers.get('etag') ?? '';
    expect([first.status, await first.json()]).toEqual([200, { a: 1 }]);
    const again = ask({ a: 1 }, tag);
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect(ask({ a: 2 }, tag).status).toBe(200);
  });

  it.each([
    ['one of several', (tag: string) => `"x", ${tag}`, 304],
    ['the strong form of it', (tag: string) => tag.replace('W/', ''), 304],
    ['any', () => '*', 304],
    ['another', () => 'W/"x"', 200],
    ['nonsense', () => ',,', 200],
  ])('knows %s', (_, given, status) => {
    const tag = ask({ a: 1 }).headers.get('etag') ?? '';
    expect(ask({ a: 1 }, given(tag)).status).toBe(status);
  });
});
