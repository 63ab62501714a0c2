import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { treeEntries } from './tree-entries.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-tree-'));
  mkdirSync(join(folder, 'tree/inner'), { recursive: true });
  writeFileSync(join(folder, 'outside'), 'outside');
  writeFileSync(join(folder, 'tree/inner/program'), 'program', { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = () => treeEntries(join(folder, 'tree'), 'app');

describe('treeEntries', () => {
  it('takes folders and files with their modes, in order', async () => {
    const entries = await read();
    expect(entries.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'directory app',
      'directory app/inner',
      'file app/inner/program',
    ]);
    expect(entries[2]).toMatchObject({ mode: 0o755, content: Buffer.from('program') });
  });

  it('keeps links inside of the folder, so that a module stays one', async () => {
    symlinkSync('inner', join(folder, 'tree/link'));
    expect(await read()).toContainEqual({ kind: 'symlink', path: 'app/link', target: 'inner' });
  });

  it('replaces links to elsewhere, and leaves out those that lead nowhere', async () => {
    symlinkSync('../outside', join(folder, 'tree/relative'));
    symlinkSync(join(folder, 'outside'), join(folder, 'tree/absolute'));
    symlinkSync('missing', join(folder, 'tree/nowhere'));
    const files = (await read()).filter(({ path }) => !path.startsWith('app/inner') && path !== 'app');
    expect(files.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['file app/absolute', 'file app/relative']);
  });
});
