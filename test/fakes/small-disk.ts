import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own that is soon full. */
export interface SmallDisk extends Disposable {
  readonly folder: string;
  /** What is on it. */
  list(): string[];
}

/** Mounts a disk of so many bytes, which are memory's. @returns null where this user may mount none: only root may */
export function mountSmallDisk(bytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'longshore-small-disk', folder]);
  if (mounted.status !== 0) {
    rmdirSync(folder);
    return null;
  }
  return {
    folder,
    list: () => readdirSync(folder),
    [Symbol.dispose]() {
      // Lazily: what a test that failed has left open on it must not keep it for ever.
      spawnSync('umount', ['--lazy', folder]);
      rmdirSync(folder);
    },
  };
}
