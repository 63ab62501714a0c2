import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const cgroups = '/sys/fs/cgroup';

/**
 * Removes a bare root and the control groups of containers that its engine left. Nothing is mounted in it any more:
 * its mounts ended with their namespace.
 */
export async function removeBareRoot(root: string): Promise<void> {
  if (!existsSync(root)) return;
  for (const container of containersOf(root)) removeControlGroups(container);
  rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  await Promise.resolve();
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
