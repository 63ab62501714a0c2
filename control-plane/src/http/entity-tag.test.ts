import { describe, expect, it } from 'vitest';
import { taggedJson } from './entity-tag.ts';

const ask = (body: unknown, tag?: string) =>
  taggedJson({ headers: new Headers(tag === undefined ? {} : { 'if-none-match': tag }) }, body);

describe('an answer with a tag', () => {
  it('is given whole once, and as 304 without a body while nothing changed', () => {
    const first = ask({ a: 1 });
    const tag = first.headers.etag ?? '';
    expect(first).toMatchObject({ status: 200, body: '{"a":1}' });
    expect(ask({ a: 1 }, tag)).toMatchObject({ status: 304, body: null, headers: { etag: tag } });
    expect(ask({ a: 2 }, tag).status).toBe(200);
  });

  it.each([
    ['one of several', (tag: string) => `"x", ${tag}`, 304],
    ['the strong form of it', (tag: string) => tag.replace('W/', ''), 304],
    ['any', () => '*', 304],
    ['another', () => 'W/"x"', 200],
    ['nonsense', () => ',,', 200],
  ])('knows %s', (_, given, status) => {
    const tag = ask({ a: 1 }).headers.etag ?? '';
    expect(ask({ a: 1 }, given(tag)).status).toBe(status);
  });
});
