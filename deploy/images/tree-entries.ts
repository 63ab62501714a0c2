import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TarEntry } from './tar-archive.ts';

/**
 * A folder of this machine as entries of an archive, symbolic links replaced by what they lead to.
 *
 * @param skip names of files and folders, at any depth, that are left out; so are links that lead nowhere
 */
export async function treeEntries(from: string, to: string, skip: readonly string[] = []): Promise<TarEntry[]> {
  const entries: TarEntry[] = [{ kind: 'directory', path: to }];
  for (const name of (await readdir(from)).sort()) {
    if (skip.includes(name)) continue;
    const source = join(from, name);
    const target = `${to}/${name}`;
    const found = await stat(source).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    });
    if (found === null) continue;
    if (found.isDirectory()) entries.push(...(await treeEntries(source, target, skip)));
    else if (found.isFile()) {
      entries.push({ kind: 'file', path: target, content: await readFile(source), mode: found.mode & 0o777 });
    }
  }
  return entries;
}
