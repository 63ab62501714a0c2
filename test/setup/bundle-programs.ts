import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleProgram } from '../../deploy/images/bundle-program.ts';
import { repositoryRoot } from './repository-root.ts';

/** What tests start again and again, hundreds of times in a run. */
const PROGRAMS = [
  'agent/src/main.ts',
  'control-plane/src/database/migrate-main.ts',
  'control-plane/src/dispatcher/main.ts',
  'kafka/src/initialize-main.ts',
  'workloads/kitchen-node/src/main.ts',
  'workloads/worker/src/main.ts',
] as const;
export type BundledProgram = (typeof PROGRAMS)[number];

/** Programs as their images have them: half a second of a processor less at each start than from the sources. */
export interface BundledPrograms extends AsyncDisposable {
  /** Files by what they were made of. */
  files: Record<BundledProgram, string>;
}

/** Bundles them into a folder of their own. */
export async function bundlePrograms(): Promise<BundledPrograms> {
  const folder = await mkdtemp(join(tmpdir(), 'longshore-test-programs-'));
  const bundled = PROGRAMS.map(async (program) => {
    // At the places they have in the repository: they look for what they read beside themselves.
    const file = join(folder, program.replace(/\.ts$/, '.mjs'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await bundleProgram(repositoryRoot, program));
    return [program, file] as const;
  });
  const files = Object.fromEntries(await Promise.all(bundled)) as BundledPrograms['files'];
  await symlink(join(repositoryRoot, 'control-plane/prisma'), join(folder, 'control-plane/prisma'));
  return { files, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
