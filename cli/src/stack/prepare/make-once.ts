import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a file or folder of the cache unless it is there: `make` fills a place beside it, which is moved into
 * place when complete. Processes that do it at the same time each make one, and the first stays.
 *
 * @returns whether it had to be made
 */
export async function makeOnce(path: string, make: (partialPath: string) => Promise<void>): Promise<boolean> {
  if (existsSync(path)) return false;
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
  const partial = `${path}.${process.pid}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    await make(partial);
    try {
      renameSync(partial, path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return true;
}
