import { describe, expect, it } from 'vitest';
import { describeScripts } from './scripts.ts';

const fetched = (name: string, startMs: number, encodedBytes: number, decodedBytes = encodedBytes * 3) => ({
  url: `http://127.0.0.1:3000/_next/static/chunks/${name}`,
  startMs,
  encodedBytes,
  decodedBytes,
});

describe('the scripts of a page', () => {
  it('are those that were asked for before the rows were there; what came later is told apart', () => {
    const all = [fetched('a.js', 10, 50_000), fetched('b.js?v=1', 300, 20_000), fetched('c.js', 301, 7_000)];
    expect(describeScripts(all, 300)).toEqual({
      bytes: 70_000,
      decodedBytes: 210_000,
      files: 2,
      uncompressed: 0,
      laterBytes: 7_000,
      laterFiles: 1,
    });
  });

  it('count once, also when they were asked for ahead of their use', () => {
    const scripts = describeScripts([fetched('a.js', 400, 0), fetched('a.js', 10, 50_000)], 300);
    expect(scripts).toMatchObject({ bytes: 50_000, files: 1, laterFiles: 0 });
  });

  it('are neither styles nor data; what came uncompressed is told', () => {
    const all = [fetched('a.css', 1, 9_000), fetched('jobs?limit=50', 2, 9_000), fetched('a.js', 3, 4_000, 4_000)];
    expect(describeScripts(all, 300)).toMatchObject({ bytes: 4_000, files: 1, uncompressed: 1 });
  });
});
