import { existsSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../stack-error.ts';

const cgroups = '/sys/fs/cgroup';

/**
 * Removes a bare root and the control groups of containers that its engine left.
 *
 * @throws StackError when something is mounted in it: what is deleted there would be gone elsewhere too
 */
export async function removeBareRoot(root: string): Promise<void> {
  if (!existsSync(root)) return;
  const mounted = mountsBelow(root, readFileSync('/proc/self/mountinfo', 'utf8'));
  if (mounted.length > 0) {
    throw new StackError(`not removed, since something is mounted in it: ${root} · umount ${mounted.join(' ')}`);
  }
  for (const container of containersOf(root)) removeControlGroups(container);
  await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The places at or below a folder where something is mounted, from the text of /proc/self/mountinfo. */
export function mountsBelow(folder: string, mountInfo: string): string[] {
  return mountInfo
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((place) => place === folder || place.startsWith(`${folder}/`));
}

function containersOf(root: string): string[] {
  const states = join(root, 'var/lib/longshore');
  if (!existsSync(states)) return [];
  return readdirSync(states)
    .map((clone) => join(states, clone, 'docker/containers'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder));
}

/** One group a container where there is a single hierarchy, one in each where there are several. */
function removeControlGroups(container: string): void {
  const parents = [cgroups, ...readdirSync(cgroups).map((name) => join(cgroups, name))];
  for (const parent of parents) {
    const group = join(parent, 'docker', container);
    if (existsSync(group)) rmdirSync(group);
  }
}
