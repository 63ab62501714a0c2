import { claimFleet, takeAbandonedFleets } from './fleet-claim.ts';
import { runTool } from './run-tool.ts';
import { SimulatedHost } from './simulated-host.ts';
import { tearDownFleet } from './tear-down-fleet.ts';

/** Docker hosts on one bridge. Fleets do not meet: bridge, addresses, namespaces, cgroups and files are a fleet's own. */
export interface Fleet extends AsyncDisposable {
  hosts: readonly SimulatedHost[];
  /** The address outside of the hosts that hosts and their containers reach: services listen here for them. */
  gateway: string;
  /** Ends every host with all its containers, also if engines are frozen or dead. */
  stop(): Promise<void>;
}

/**
 * Starts Docker hosts, side by side. Needs root, and dockerd, ip, iptables, nsenter and umount on the machine.
 *
 * What a test left behind that was killed is swept away first.
 */
export async function startHosts(
  count: number,
  { engineFlags = [] }: { engineFlags?: readonly string[] } = {},
): Promise<Fleet> {
  for (const abandoned of takeAbandonedFleets()) await tearDownFleet(abandoned);
  const claim = claimFleet();
  const stop = () => tearDownFleet(claim);
  try {
    await runTool('ip', 'link', 'add', claim.bridge, 'type', 'bridge');
    await runTool('ip', 'address', 'add', `${claim.gateway}/24`, 'dev', claim.bridge);
    await runTool('ip', 'link', 'set', claim.bridge, 'up');
    const starting = Array.from({ length: count }, (_, index) => SimulatedHost.start(claim, index + 1, engineFlags));
    // All of them end, well or badly, before anything is taken down: none may still be half-way up then.
    await Promise.allSettled(starting);
    return { hosts: await Promise.all(starting), gateway: claim.gateway, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
