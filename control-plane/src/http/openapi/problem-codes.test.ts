import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from './problem-codes.ts';

const root = join(import.meta.dirname, '../..');
const sources = ['http', 'services', 'access', 'web', 'work'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('openapi'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);
const known: string[] = Object.values(PROBLEM_CODES).flatMap((codes) => Object.keys(codes));

describe('the codes of problems', () => {
  it('are told of in the description, each that the code refuses with', () => {
    const refusing = sources.flatMap((text) => [
      ...[...text.matchAll(/\bcode: '([a-z_]+)'/g)].map(([, code]) => code),
      // The third word of a conflict.
      ...[...text.matchAll(/\bconflict\(([^;]+?)\)[;,]?\s*\n?/gs)].flatMap(([, given = '']) =>
        [...given.matchAll(/'([a-z]+(?:_[a-z]+)+)'/g)].map(([, code]) => code),
      ),
    ]);
    expect(refusing.length).toBeGreaterThan(20);
    expect([...new Set(refusing)].filter((code) => !known.includes(code ?? ''))).toEqual([]);
  });

  it('are none that nothing refuses with', () => {
    expect(known.filter((code) => !sources.some((text) => text.includes(`'${code}'`)))).toEqual([]);
  });
});
