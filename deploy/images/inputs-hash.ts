import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders that never reach an image. */
const SKIPPED = new Set(['node_modules', '.next', 'dist']);

/**
 * A hash of files and folders (tests left out) and of further words, by which it is known that an image is up to date.
 *
 * @param root the folder that `paths` are relative to; the hash does not depend on where it is
 */
export async function hashInputs(root: string, paths: readonly string[], words: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const word of words) hash.update(`${word}\0`);
  for (const path of paths) {
    for (const file of await filesUnder(root, path)) {
      hash
        .update(`${file}\0`)
        .update(await readFile(join(root, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesUnder(root: string, path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (entries === null) return [path];
  const files: string[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (SKIPPED.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
    const inside = `${path}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await filesUnder(root, inside)));
    else files.push(inside);
  }
  return files;
}
