import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type TarEntry, tarArchive } from './tar-archive.ts';

const entries: TarEntry[] = [
  { kind: 'directory', path: 'tmp', mode: 0o1777 },
  { kind: 'directory', path: 'home/node', owner: 1000 },
  { kind: 'file', path: 'bin/program', content: Buffer.from('x'.repeat(1_000)), mode: 0o755 },
  { kind: 'file', path: `${'long/'.repeat(60)}é`, content: Buffer.from('é') },
  { kind: 'symlink', path: 'bin/link', target: 'program' },
  { kind: 'symlink', path: 'bin/far', target: `${'../'.repeat(40)}program` },
];

describe('tarArchive', () => {
  it('writes what tar reads: kinds, modes, owners, sizes and long paths', () => {
    const archive = Buffer.concat([...tarArchive(entries)]);
    const listing = execFileSync('tar', ['--numeric-owner', '-tvf', '-'], { input: archive }).toString().split('\n');
    expect(listing[0]).toMatch(/^drwxrwxrwt 0\/0 .* tmp$/);
    expect(listing[1]).toMatch(/^drwxr-xr-x 1000\/1000 .* home\/node$/);
    expect(listing[2]).toMatch(/^-rwxr-xr-x 0\/0 +1000 .* bin\/program$/);
    expect(listing[3]).toMatch(/^-rw-r--r-- 0\/0 +2 .* (long\/){60}/);
    expect(listing[4]).toMatch(/^lrwxrwxrwx 0\/0 .* bin\/link -> program$/);
    expect(listing[5]).toMatch(/^lrwxrwxrwx 0\/0 .* bin\/far -> (\.\.\/){40}program$/);
    expect(execFileSync('tar', ['-xOf', '-', 'bin/program'], { input: archive }).toString()).toBe('x'.repeat(1_000));
  });

  it('gives the same bytes for the same content', () => {
    expect(Buffer.concat([...tarArchive(entries)])).toEqual(Buffer.concat([...tarArchive(entries)]));
  });
});
