import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hashInputs } from '../images/inputs-hash.ts';
import { agentVersion } from './agent-version.ts';
import { makeExecutable } from './make-executable.ts';
import { makePackage } from './make-package.ts';

/** Files and folders, from the repository's root, that the agent's executable and package are made from. */
const INPUTS = [
  'agent/package.json',
  'agent/src',
  'deploy/agent',
  'deploy/images/bundle-program.ts',
  'docs/agent.md',
  'kafka/src',
  'package-lock.json',
  'schemas/src',
];

const DEBIAN_ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

export interface BuildAgentOptions {
  /** The repository's folder. */
  root: string;
  /** Where the results are kept; others of an earlier build are removed. */
  output: string;
  /** Another version than that of the inputs. */
  version?: string;
}

/** What was built, each by its path. Beside executable and package stand their checksums, as `<path>.sha256`. */
export interface AgentBuild {
  version: string;
  executable: string;
  package: string;
  /** In hexadecimal, of the executable. */
  sha256: string;
  /** Tells what it was made from: the same gives the same. */
  inputs: string;
  outcome: 'built' | 'unchanged';
}

/** Builds the agent's executable and its Debian package, unless those in `output` are of the same inputs. */
export async function buildAgent(options: BuildAgentOptions): Promise<AgentBuild> {
  const { root, output } = options;
  const version = options.version ?? (await agentVersion(root, INPUTS));
  const architecture = DEBIAN_ARCHITECTURES[process.arch];
  if (architecture === undefined) throw new Error(`there is no agent for ${process.arch}`);
  const inputs = await hashInputs(root, INPUTS, [version, process.version, architecture]);
  const names = {
    executable: `longshore-agent-${version}-linux-${process.arch}`,
    package: `longshore-agent_${version}_${architecture}.deb`,
  };
  const built = { version, inputs, executable: join(output, names.executable), package: join(output, names.package) };
  const before = await readStamp(output);
  // Another build at the same time may have taken the files and left its own.
  const there = existsSync(built.executable) && existsSync(built.package);
  if (before?.inputs === inputs && there) return { ...built, sha256: before.sha256, outcome: 'unchanged' };

  await mkdir(output, { recursive: true });
  const scratch = await mkdtemp(join(output, '.building-'));
  try {
    const [making, tree, ready] = ['making', 'tree', 'ready'].map((name) => join(scratch, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [making, tree, ready]) await mkdir(folder, { mode: 0o755 });
    const executable = join(ready, names.executable);
    await makeExecutable({ root, scratch: making, node: process.execPath, version, target: executable });
    await makePackage({
      root,
      scratch: tree,
      executable,
      version,
      architecture,
      target: join(ready, names.package),
    });
    const sha256 = await writeChecksum(ready, names.executable);
    await writeChecksum(ready, names.package);
    await removeEarlier(output);
    for (const name of await readdir(ready)) await rename(join(ready, name), join(output, name));
    // Last: whoever finds it finds the rest.
    await writeFile(join(output, STAMP), JSON.stringify({ inputs, sha256 }));
    return { ...built, sha256, outcome: 'built' };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const STAMP = 'built.json';

async function readStamp(output: string): Promise<{ inputs: string; sha256: string } | null> {
  try {
    return JSON.parse(await readFile(join(output, STAMP), 'utf8')) as { inputs: string; sha256: string };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function removeEarlier(output: string): Promise<void> {
  const earlier = (await readdir(output)).filter((name) => /^longshore-agent[-_]/.test(name));
  for (const name of [STAMP, ...earlier]) await rm(join(output, name), { force: true });
}

/** Writes what `sha256sum --check` reads. */
async function writeChecksum(folder: string, name: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, name)), hash);
  const digest = hash.digest('hex');
  await writeFile(join(folder, `${name}.sha256`), `${digest}  ${name}\n`);
  return digest;
}
