import type { Installation } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

export interface InstallationSettings {
  agentBootstrapServers: readonly string[];
  agentRegistryUrl: string;
  topicPrefix: string;
}

/** The host of `host:port` or of a URL, without the brackets of an IPv6 address. */
function hostOf(address: string): string {
  const url = address.includes('://') ? address : `tcp://${address}`;
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

function isLoopback(address: string): boolean {
  const host = hostOf(address);
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** What an agent needs to join this control plane, and whether it could from another machine. */
export function getInstallation(ctx: Pick<ServiceContext, 'caller'>, settings: InstallationSettings): Installation {
  requirePermission(ctx, 'agents:read');
  const { agentBootstrapServers, agentRegistryUrl, topicPrefix } = settings;
  return {
    bootstrapServers: [...agentBootstrapServers],
    registryUrl: agentRegistryUrl,
    topicPrefix,
    loopback: [...agentBootstrapServers, agentRegistryUrl].filter(isLoopback),
  };
}
