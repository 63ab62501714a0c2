import type { AgentConfig } from '../config.ts';
import { type Finding, fine, missing } from './finding.ts';

const loopback = /^(localhost|127\.[\d.]+|\[?::1\]?)$/;

/** Looks at the addresses that containers of jobs are given: this host's loopback is not theirs. */
export function checkWorkloadAddresses({ workload }: AgentConfig): Finding {
  const brokers = workload.bootstrapServers.split(',').map((server) => server.slice(0, server.lastIndexOf(':')));
  const own = [...brokers, new URL(workload.registryUrl).hostname].filter((host) => loopback.test(host));
  const told = `${workload.bootstrapServers} and ${workload.registryUrl}`;
  if (own.length === 0) return fine('job addresses', told);
  return missing(
    'job addresses',
    `jobs are told to use ${told}, but ${own[0]} in a container is the container itself`,
    'set workload_bootstrap_servers and workload_registry_url to addresses that containers reach',
  );
}
