import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Builds the web pages into a folder: `build-web-main.ts <folder>`, in control-plane/. The folder holds the
 * pages with all that serving them needs, and is named after a hash of what it was made from; who finds it there is done.
 */
const output = process.argv[2];
if (output === undefined) throw new Error('usage: build-web-main.ts <folder>');
if (existsSync(join(output, 'complete'))) process.exit(0);

const next = spawn(process.execPath, [join(process.cwd(), '../node_modules/next/dist/bin/next'), 'build'], {
  stdio: 'inherit',
});
const [code] = (await once(next, 'exit')) as [number | null];
if (code !== 0) throw new Error(`next build ended with ${code}`);

const partial = `${output}.partial`;
rmSync(partial, { recursive: true, force: true });
cpSync('.next/standalone', partial, { recursive: true, verbatimSymlinks: true });
// What a content delivery network would serve is not part of the standalone server.
cpSync('.next/static', join(partial, 'control-plane/.next/static'), { recursive: true });
// The program that serves them is our own.
rmSync(join(partial, 'control-plane/server.js'));
if (existsSync('public')) cpSync('public', join(partial, 'control-plane/public'), { recursive: true });
writeFileSync(join(partial, 'complete'), basename(output));
rmSync(output, { recursive: true, force: true });
mkdirSync(dirname(output), { recursive: true });
renameSync(partial, output);

const builds = readdirSync(dirname(output), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
// A running stack serves from the build that it was started with; four are more than are ever in use.
for (const old of builds.slice(4)) rmSync(old, { recursive: true, force: true });
