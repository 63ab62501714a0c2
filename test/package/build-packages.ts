import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type AgentBuild, buildAgent } from '../../deploy/agent/build-agent.ts';
import { makePackage } from '../../deploy/agent/make-package.ts';
import { repositoryRoot } from '../setup/repository-root.ts';

const dist = join(repositoryRoot, 'dist');

/** The agent's package as it is, held on to: another build may take its place meanwhile. */
export async function buildCurrent(held: string): Promise<AgentBuild> {
  return hold(held, await buildAgent({ root: repositoryRoot, output: join(dist, 'agent') }));
}

/** The same of a later version. */
export async function buildNext(held: string, { version }: AgentBuild): Promise<AgentBuild> {
  const output = join(dist, 'agent-of-tests');
  return hold(held, await buildAgent({ root: repositoryRoot, output, version: `${version}.next` }));
}

/** A folder for packages that are held on to, beside those that are built. */
export function openHeldFolder(): Disposable & { path: string } {
  mkdirSync(dist, { recursive: true });
  const path = mkdtempSync(join(dist, '.held-by-a-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

function hold(held: string, build: AgentBuild): AgentBuild {
  const path = join(held, basename(build.package));
  linkSync(build.package, path);
  return { ...build, package: path };
}

/** Stands in for the executable where only the package's own scripts are tried: it is installed in no time. */
const standIn = `#!/bin/sh
[ "$1" = check ] || exit 2
grep -qs SCHEMA_REGISTRY_URL /etc/longshore/agent.env
`;

/** A package with the real one's files and scripts, whose executable only knows whether there are settings. */
export async function makeStandInPackage(held: string, version: string): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'longshore-stand-in-'));
  try {
    const [executable, tree] = [join(scratch, 'longshore-agent'), join(scratch, 'tree')];
    mkdirSync(tree, { mode: 0o755 });
    writeFileSync(executable, standIn);
    const target = join(held, `longshore-agent_${version}_all.deb`);
    await makePackage({ root: repositoryRoot, scratch: tree, executable, version, architecture: 'all', target });
    return target;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
