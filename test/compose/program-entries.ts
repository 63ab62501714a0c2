import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { normalize } from 'node:path';
import { promisify } from 'node:util';
import type { TarEntry } from '../../deploy/images/tar-archive.ts';

const run = promisify(execFile);

/** The programs and the shared libraries that they and the given libraries link, each at its own place. */
export async function programEntries(
  programs: readonly string[],
  libraries: readonly string[] = [],
): Promise<TarEntry[]> {
  const paths = new Set(programs);
  for (const file of [...programs, ...libraries]) {
    const { stdout } = await run('ldd', [file]);
    for (const match of stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g)) paths.add(normalize(match[1] as string));
  }
  return Promise.all(
    [...paths]
      .sort()
      .map(
        async (path) => ({ kind: 'file', path: path.slice(1), content: await readFile(path), mode: 0o755 }) as const,
      ),
  );
}
