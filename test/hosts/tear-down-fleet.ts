import { existsSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type FleetClaim, releaseFleet } from './fleet-claim.ts';
import { isGone } from './process-identity.ts';
import { runTool } from './run-tool.ts';

/**
 * Removes everything that belongs to a fleet, whoever started it and however it ended: engines (also frozen ones),
 * containers that outlived their engine, mounts, cgroups, network namespaces, the bridge, files.
 */
export async function tearDownFleet(claim: FleetClaim): Promise<void> {
  await killProcesses(claim.folder, `${claim.bridge}-\\d+`);
  await until(`mounts under ${claim.folder} are gone`, async () => {
    const left = mountsUnder(claim.folder);
    for (const mount of left) await runTool('umount', '-l', mount);
    return left.length === 0;
  });
  removeCgroups(claim);
  // The kernel takes a deleted namespace's cables away some time later: here they go at once.
  for (const name of ours(claim, '/sys/class/net')) await runTool('ip', 'link', 'delete', name);
  for (const name of ours(claim, '/run/netns')) await runTool('ip', 'netns', 'delete', name);
  releaseFleet(claim);
}

/** A host's network namespace, cgroup and the outer end of its cable are all called this. */
export function hostName(claim: FleetClaim, index: number): string {
  return `${claim.bridge}-${index}`;
}

/** Engines, containerds and shims carry their host's folder in their arguments; containers are in its cgroup. */
function processesIn(folder: string, cgroupPattern: string): number[] {
  const cgroup = new RegExp(`:/${cgroupPattern}(/|$)`, 'm');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => readProc(name, 'cmdline').includes(`${folder}/`) || cgroup.test(readProc(name, 'cgroup')))
    .map(Number);
}

/** Kills an engine with everything that belongs to it, its containers too, until nothing of it is left. */
export async function killProcesses(folder: string, cgroupPattern: string): Promise<void> {
  await until(`processes of ${folder} are gone`, () => {
    const left = processesIn(folder, cgroupPattern);
    for (const pid of left) kill(pid);
    return left.length === 0;
  });
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (isGone(error)) return '';
    throw error;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function mountsUnder(folder: string): string[] {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return mounts
    .map((line) => line.split(' ')[4] ?? '')
    .filter((path) => path.startsWith(`${folder}/`))
    .reverse();
}

/** The fleet's own names in a folder of the system's. */
function ours(claim: FleetClaim, folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name === claim.bridge || name.startsWith(`${claim.bridge}-`));
}

/** One hierarchy (cgroup v2), or one for each controller (v1). */
function removeCgroups(claim: FleetClaim): void {
  const base = '/sys/fs/cgroup';
  for (const parent of ['', ...readdirSync(base)]) {
    const hierarchy = join(base, parent);
    const names = listFolders(hierarchy).filter((name) => name.startsWith(`${claim.bridge}-`));
    for (const name of names) removeEmptyTree(join(hierarchy, name));
  }
}

function removeEmptyTree(folder: string): void {
  for (const name of listFolders(folder)) removeEmptyTree(join(folder, name));
  rmdirSync(folder);
}

function listFolders(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTDIR' || code === 'ENOENT') return [];
    throw error;
  }
}

async function until(what: string, done: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error(`Waited 20 s until ${what}`);
    await delay(20);
  }
}
