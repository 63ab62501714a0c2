import { hostname } from 'node:os';
import { type AgentConfig, ConfigError, readConfig } from '../config.ts';
import { type Finding, fine, missing } from './finding.ts';

/** The settings, null where they cannot be used, and a finding for each that is missing or wrong. */
export interface SettingsFindings {
  config: AgentConfig | null;
  findings: Finding[];
}

/** Looks at the settings, by environment and file, as the agent itself reads them. */
export function checkSettings(environment?: NodeJS.ProcessEnv): SettingsFindings {
  let config: AgentConfig;
  try {
    config = readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const advice = 'set it in /etc/longshore/agent.toml, in /etc/longshore/agent.env, or in the environment';
    return { config: null, findings: error.message.split('\n').map((line) => missing('settings', line, advice)) };
  }
  const { agentId, registryUrl, bootstrapServers } = config;
  return {
    config,
    findings: [fine('settings', `Kafka ${bootstrapServers.join(', ')}, registry ${registryUrl}`), checkId(agentId)],
  };
}

function checkId(agentId: string): Finding {
  const whence = agentId === hostname() ? 'the host’s name' : 'as set';
  if (!/^localhost(\.|$)/.test(agentId)) return fine('agent id', `${agentId} (${whence})`);
  return missing('agent id', `${agentId} is what many hosts are called`, 'set agent_id to a name of this host alone');
}
