import { existsSync } from 'node:fs';
import { runCommand } from '../prepare/run-command.ts';

/** Names of what a bare check makes carry the id of its process: two checks at once do not meet. */
export const networkNames = (pid: number): { namespace: string; outside: string; inside: string } => ({
  namespace: `lsbare${pid}`,
  outside: `lsb${pid}o`,
  inside: `lsb${pid}i`,
});

const ours = /\blsb(?:are)?(\d+)/;

/** Removes namespaces and rules of checks that were killed. A namespace takes its link with it. */
export async function removeAbandonedNetworks(): Promise<void> {
  for (const line of abandoned(await runCommand(['ip', 'netns', 'list']))) {
    await runCommand(['ip', 'netns', 'delete', line.split(' ')[0] ?? '']);
  }
  for (const table of ['filter', 'nat']) {
    for (const rule of abandoned(await runCommand(['iptables', '-t', table, '-S']))) {
      await runCommand(['iptables', '-t', table, ...rule.replace(/^-A/, '-D').split(' ')]);
    }
  }
}

/** The lines of a listing that name something of a check whose process is gone. */
export function abandoned(
  listing: string,
  lives: (pid: number) => boolean = (pid) => existsSync(`/proc/${pid}`),
): string[] {
  return listing.split('\n').filter((line) => {
    const pid = ours.exec(line)?.[1];
    return pid !== undefined && !lives(Number(pid));
  });
}
