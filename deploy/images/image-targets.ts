import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TarEntry } from './tar-archive.ts';
import { treeEntries } from './tree-entries.ts';

/** An image that is built from a Dockerfile on the base image. */
export interface ImageTarget {
  /** Without a tag. */
  repository: string;
  /** Whether `up` needs it, rather than only docker compose. */
  atUp: boolean;
  /** Files and folders, from the repository's root, whose change makes another image. */
  inputs: readonly string[];
  /** The build context, with the Dockerfile as `Dockerfile`. `inputsHash` names what it is made from. */
  context: (root: string, inputsHash: string) => Promise<TarEntry[]>;
}

/** What every bundle depends on besides its own sources. */
const SHARED_INPUTS = ['schemas/src', 'kafka/src', 'work/src', 'package-lock.json', 'deploy/images/bundle-program.ts'];

export const IMAGE_TARGETS: readonly ImageTarget[] = [
  {
    repository: 'longshore/data-generator',
    atUp: true,
    inputs: ['workloads/data-generator/Dockerfile', 'workloads/data-generator/src', ...SHARED_INPUTS],
    context: async (root) => [
      await file(root, 'workloads/data-generator/Dockerfile', 'Dockerfile'),
      await bundle(root, 'workloads/data-generator/src/main.ts', 'data-generator.mjs'),
    ],
  },
  {
    repository: 'longshore/sorter',
    atUp: true,
    inputs: ['workloads/sorter/Dockerfile', 'workloads/sorter/src', 'sorting/src', ...SHARED_INPUTS],
    context: async (root) => [
      await file(root, 'workloads/sorter/Dockerfile', 'Dockerfile'),
      await bundle(root, 'workloads/sorter/src/main.ts', 'sorter.mjs'),
    ],
  },
  {
    repository: 'longshore/worker',
    atUp: true,
    inputs: ['workloads/worker/Dockerfile', 'workloads/worker/src', ...SHARED_INPUTS],
    context: async (root) => [
      await file(root, 'workloads/worker/Dockerfile', 'Dockerfile'),
      await bundle(root, 'workloads/worker/src/main.ts', 'worker.mjs'),
    ],
  },
  {
    repository: 'longshore/kitchen-node',
    atUp: true,
    inputs: ['workloads/kitchen-node/Dockerfile', 'workloads/kitchen-node/src', 'kitchens/src', ...SHARED_INPUTS],
    context: async (root) => [
      await file(root, 'workloads/kitchen-node/Dockerfile', 'Dockerfile'),
      await bundle(root, 'workloads/kitchen-node/src/main.ts', 'kitchen-node.mjs'),
    ],
  },
  {
    repository: 'longshore/agent',
    atUp: false,
    inputs: [
      'deploy/images/agent.Dockerfile',
      'deploy/images/check-ready.mjs',
      'agent/src',
      'agent/package.json',
      ...SHARED_INPUTS,
    ],
    context: async (root) => [
      await file(root, 'deploy/images/agent.Dockerfile', 'Dockerfile'),
      await file(root, 'deploy/images/check-ready.mjs', 'app/check-ready.mjs'),
      await bundle(root, 'agent/src/main.ts', 'app/agent.mjs'),
    ],
  },
  {
    repository: 'longshore/control-plane',
    atUp: false,
    inputs: [
      'deploy/images/control-plane.Dockerfile',
      'deploy/images/check-ready.mjs',
      'deploy/images/web-build.ts',
      'control-plane',
      'kitchens/src',
      'sorting/src',
      ...SHARED_INPUTS,
    ],
    context: async (root, inputsHash) => {
      const { buildWeb } = await import('./web-build.ts');
      const web = await buildWeb(root, inputsHash);
      return [
        await file(root, 'deploy/images/control-plane.Dockerfile', 'Dockerfile'),
        await file(root, 'deploy/images/check-ready.mjs', 'app/check-ready.mjs'),
        // At the places they have in the repository: they look for what they read beside themselves.
        await bundle(root, 'kafka/src/initialize-main.ts', 'app/kafka/src/initialize-main.mjs'),
        await bundle(
          root,
          'control-plane/src/database/migrate-main.ts',
          'app/control-plane/src/database/migrate-main.mjs',
        ),
        await bundle(
          root,
          'control-plane/src/access/first-admin-main.ts',
          'app/control-plane/src/access/first-admin-main.mjs',
        ),
        ...(await treeEntries(join(root, 'control-plane/prisma/migrations'), 'app/control-plane/prisma/migrations')),
        await bundle(root, 'control-plane/src/dispatcher/main.ts', 'app/control-plane/src/dispatcher/main.mjs'),
        await bundle(root, 'control-plane/src/web/main.ts', 'app/control-plane/src/web/main.mjs'),
        ...(await treeEntries(web, 'app/web')),
      ];
    },
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
