import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from '../stack-error.ts';
import { runIsolated } from './run-isolated.ts';

const release = 'bookworm';

/** Makes a minimal Debian with bash, git and certificates, and nothing else that was ever installed. */
export async function makeDebianRoot(root: string, cacheDirectory: string, interrupted: AbortSignal): Promise<void> {
  const downloads = join(cacheDirectory, 'debian-packages');
  mkdirSync(downloads, { recursive: true });
  mkdirSync(root, { recursive: true });
  const mirror = findMirror(readAptSources('/etc/apt'));
  // It mounts things in the root while it works; they and it end together, however it ends.
  const { code, output } = await runIsolated(
    [
      'debootstrap',
      '--variant=minbase',
      `--cache-dir=${downloads}`,
      '--include=git,ca-certificates',
      release,
      root,
      ...(mirror === undefined ? [] : [mirror]),
    ],
    'kept',
    interrupted,
  );
  if (code !== 0) throw new StackError(`debootstrap ended with ${code} · ${root}\n${output}`);
}

/** The first Debian mirror in the text of apt's sources, of either format. */
export function findMirror(sources: string): string | undefined {
  const newFormat = /^URIs:\s*(\S+\/debian\/?)\s*$/m.exec(sources)?.[1];
  const oldFormat = /^deb\s+(?:\[[^\]]*\]\s+)?(\S+\/debian\/?)\s/m.exec(sources)?.[1];
  return newFormat ?? oldFormat;
}

function readAptSources(directory: string): string {
  const folder = join(directory, 'sources.list.d');
  const files = [
    join(directory, 'sources.list'),
    ...(existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => /\.(list|sources)$/.test(name))
      .map((name) => join(folder, name)),
  ];
  return files
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}
