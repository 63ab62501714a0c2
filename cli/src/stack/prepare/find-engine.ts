import { mkdirSync } from 'node:fs';
import http from 'node:http';
import { z } from 'zod';
import type { EngineLayout } from '../plan/stack-layout.ts';
import { isWithin, type LocalNetwork, readLocalNetworks, toNumber } from '../ports/local-networks.ts';
import { readEngine } from '../programs/engine-process.ts';
import { StackError } from '../stack-error.ts';
import { probe } from '../supervisor/probe.ts';

const engineSocket = '/var/run/docker.sock';
/** Of the engine that all stacks of this machine share; not of one stack, nor where one stack was told to be. */
const sharedDirectory = '/var/lib/longshore/engine';
const bridgeSchema = z.object({
  IPAM: z.object({ Config: z.array(z.object({ Gateway: z.string().optional() })) }),
  Options: z.record(z.string(), z.string()).nullish(),
});

/** Finds the engine that answers on this machine, or says how the one that stacks share is to be laid out. */
export async function findEngine(runsAsRoot: boolean): Promise<EngineLayout> {
  const found = await findEngineSocket();
  if (found !== undefined && (!runsAsRoot || readEngine(sharedDirectory) === undefined)) {
    return { kind: 'found', socketPath: found, gateway: await readBridgeGateway(found) };
  }
  if (!runsAsRoot) {
    throw new StackError(
      `no container engine answers at ${engineSocket} · only root may start one · start Docker, and see that your account ` +
        'is in the group that may use it (docker)',
    );
  }
  mkdirSync(sharedDirectory, { recursive: true });
  const gateway = chooseBridgeGateway(readLocalNetworks());
  return {
    kind: 'ours',
    directory: sharedDirectory,
    socketPath: engineSocket,
    gateway,
    bridgeCidr: `${gateway}/16`,
  };
}

/** @returns the socket of an engine that answers, if there is one */
export async function findEngineSocket(): Promise<string | undefined> {
  const silent = await probe({ kind: 'socket', path: engineSocket, target: '/_ping' }, { path: '', startOffset: 0 });
  return silent === undefined ? engineSocket : undefined;
}

/** Asks an engine for its default bridge's gateway. */
async function readBridgeGateway(socketPath: string): Promise<string> {
  const body = await new Promise<string>((resolve, reject) => {
    const options = { socketPath, agent: false, timeout: 5_000 };
    const request = http.get('http://localhost/networks/bridge', options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('end', () => resolve(text));
    });
    request.once('timeout', () => request.destroy(new Error(`the engine at ${socketPath} does not answer`)));
    request.once('error', reject);
  });
  const bridge = bridgeSchema.parse(JSON.parse(body));
  // An engine that chose the network by itself does not always list the gateway: then the interface has it.
  const interfaceName = bridge.Options?.['com.docker.network.bridge.name'] ?? 'docker0';
  const gateway = bridge.IPAM.Config[0]?.Gateway ?? addressOn(interfaceName, readLocalNetworks());
  if (gateway === undefined || !readLocalNetworks().some(({ address }) => address === gateway)) {
    throw new StackError(
      `the engine at ${socketPath} has lost its default bridge ${interfaceName} · restart the engine`,
    );
  }
  return gateway;
}

function addressOn(interfaceName: string, networks: readonly LocalNetwork[]): string | undefined {
  return networks.find((network) => network.interfaceName === interfaceName)?.address;
}

/**
 * Chooses the gateway address of our own engine's bridge, as the engine would: what `docker0` has if it is there,
 * else the first of 172.17.0.1, 172.18.0.1 and so on whose network this machine is not in.
 */
export function chooseBridgeGateway(networks: readonly LocalNetwork[]): string {
  const existing = addressOn('docker0', networks);
  if (existing !== undefined) return existing;
  for (let second = 17; second <= 31; second += 1) {
    const candidate = `172.${second}.0.1`;
    const taken = networks.some(
      ({ network, mask }) =>
        isWithin(candidate, network, mask) ||
        (network & 0xff_ff_00_00) >>> 0 === (toNumber(candidate) & 0xff_ff_00_00) >>> 0,
    );
    if (!taken) return candidate;
  }
  throw new StackError("no network of 172.17.0.0/16 to 172.31.0.0/16 is free for the engine's bridge");
}
