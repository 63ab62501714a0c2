import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { TarEntry } from './tar-archive.ts';

/**
 * A folder of this machine as entries of an archive. Relative links that stay inside of the folder are kept as links:
 * Node takes a module that is there twice for two, and what one made is then unknown to the other. Other links are
 * replaced by what they lead to.
 *
 * @param skip names of files and folders, at any depth, that are left out; so are links that lead nowhere
 */
export async function treeEntries(from: string, to: string, skip: readonly string[] = []): Promise<TarEntry[]> {
  return await entriesOf(from, from, to, skip);
}

async function entriesOf(top: string, from: string, to: string, skip: readonly string[]): Promise<TarEntry[]> {
  const entries: TarEntry[] = [{ kind: 'directory', path: to }];
  for (const name of (await readdir(from)).sort()) {
    if (skip.includes(name)) continue;
    const source = join(from, name);
    const target = `${to}/${name}`;
    const link = await linkInside(top, source);
    const found = link === null ? await statUnlessGone(source) : null;
    if (link !== null) entries.push({ kind: 'symlink', path: target, target: link });
    else if (found?.isDirectory()) entries.push(...(await entriesOf(top, source, target, skip)));
    else if (found?.isFile()) {
      entries.push({ kind: 'file', path: target, content: await readFile(source), mode: found.mode & 0o777 });
    }
  }
  return entries;
}

/** Where a relative link leads that stays inside of the folder; null for anything else. */
async function linkInside(top: string, path: string): Promise<string | null> {
  if (!(await lstat(path)).isSymbolicLink()) return null;
  const target = await readlink(path);
  if (isAbsolute(target)) return null;
  const place = relative(top, join(dirname(path), target));
  return place.startsWith('..') || (await statUnlessGone(path)) === null ? null : target;
}

async function statUnlessGone(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}
