import { execFile } from 'node:child_process';
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleProgram } from '../images/bundle-program.ts';

const run = promisify(execFile);

/** Where Node looks for a program inside of itself. */
const RESOURCE = 'NODE_SEA_BLOB';
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

export interface MakeExecutableOptions {
  /** The repository's folder. */
  root: string;
  /** An empty folder for what is made on the way. */
  scratch: string;
  /** The Node that the executable will be, and that prepares what goes into it: they must be the same. */
  node: string;
  version: string;
  /** Where the executable is written. */
  target: string;
}

/**
 * Makes the agent one executable with Node in it, as https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html
 * says: a bundle, compiled ahead, in a section of a copy of the Node binary.
 */
export async function makeExecutable({ root, scratch, node, version, target }: MakeExecutableOptions): Promise<void> {
  const main = join(scratch, 'agent.cjs');
  const blob = join(scratch, 'agent.blob');
  const define = { LONGSHORE_AGENT_VERSION: JSON.stringify(version) };
  await writeFile(main, await bundleProgram(root, 'agent/src/main.ts', { format: 'cjs', define }));
  const settings = join(scratch, 'sea.json');
  await writeFile(
    settings,
    JSON.stringify({ main, output: blob, disableExperimentalSEAWarning: true, useCodeCache: true }),
  );
  await run(node, ['--experimental-sea-config', settings]);
  await copyFile(node, target);
  await chmod(target, 0o755);
  // Before the section is added: afterwards it would be taken for something to strip.
  await run('strip', ['--strip-all', target]).catch((error: NodeJS.ErrnoException) => {
    // Without binutils it is a tenth larger, and otherwise the same.
    if (error.code !== 'ENOENT') throw error;
  });
  await inject(root, target, blob);
}

/** By its command, since what it writes about sections that it does not know would stand among our own lines. */
async function inject(root: string, target: string, blob: string): Promise<void> {
  const postject = join(root, 'node_modules/postject/dist/cli.js');
  await run(process.execPath, [postject, target, RESOURCE, blob, '--sentinel-fuse', FUSE]);
  const written = await readFile(target);
  if (!written.includes(`${FUSE}:1`)) throw new Error(`${target} was not made to run the program in it`);
}
