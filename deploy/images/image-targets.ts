import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TarEntry } from './tar-archive.ts';

/** An image that is built from a Dockerfile on the base image. */
export interface ImageTarget {
  /** Without a tag. */
  repository: string;
  /** Whether `up` needs it, rather than only docker compose. */
  atUp: boolean;
  /** Files and folders, from the repository's root, whose change makes another image. */
  inputs: readonly string[];
  /** The build context, with the Dockerfile as `Dockerfile`. */
  context: (root: string) => Promise<TarEntry[]>;
}

/** What every bundle depends on besides its own sources. */
const SHARED_INPUTS = ['schemas/src', 'kafka/src', 'package-lock.json', 'deploy/images/bundle-program.ts'];

export const IMAGE_TARGETS: readonly ImageTarget[] = [
  {
    repository: 'longshore/data-generator',
    atUp: true,
    inputs: ['workloads/data-generator/Dockerfile', 'workloads/data-generator/src', ...SHARED_INPUTS],
    context: async (root) => [
      await file(root, 'workloads/data-generator/Dockerfile', 'Dockerfile'),
      await bundle(root, 'workloads/data-generator/src/main.ts', 'data-generator.cjs'),
    ],
  },
];

async function file(root: string, from: string, to: string): Promise<TarEntry> {
  return { kind: 'file', path: to, content: await readFile(join(root, from)) };
}

async function bundle(root: string, entry: string, to: string): Promise<TarEntry> {
  // Imported only when something is to be bundled: loading esbuild takes longer than seeing that nothing changed.
  const { bundleProgram } = await import('./bundle-program.ts');
  return { kind: 'file', path: to, content: await bundleProgram(root, entry) };
}
