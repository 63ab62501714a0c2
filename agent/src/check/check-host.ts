import { agentVersion } from '../version.ts';
import { checkClock } from './check-clock.ts';
import { checkEngine } from './check-engine.ts';
import { checkKafka } from './check-kafka.ts';
import { checkRegistry } from './check-registry.ts';
import { checkRunningAgent } from './check-running-agent.ts';
import { checkSettings } from './check-settings.ts';
import { checkWorkloadAddresses } from './check-workload-addresses.ts';
import { describeFindings } from './describe-findings.ts';
import type { Finding } from './finding.ts';

export interface CheckHostOptions {
  json: boolean;
  /** Look at nothing but the settings. */
  settingsOnly: boolean;
}

/**
 * `longshore-agent check`: what this host has and what it lacks for an agent, in words, on standard output.
 *
 * @returns the exit code: 1 when anything is missing
 */
export async function checkHost({ json, settingsOnly }: CheckHostOptions): Promise<0 | 1> {
  const findings = await lookAround(settingsOnly);
  const ok = findings.every((finding) => finding.ok !== false);
  const text = json
    ? JSON.stringify({ version: agentVersion, ok, checks: findings }, null, 2)
    : describeFindings(agentVersion, findings);
  process.stdout.write(`${text}\n`);
  return ok ? 0 : 1;
}

async function lookAround(settingsOnly: boolean): Promise<Finding[]> {
  const { config, findings } = checkSettings();
  if (config === null || settingsOnly) return findings;
  const [engine, kafka, registry, agent] = await Promise.all([
    checkEngine(config),
    checkKafka(config),
    checkRegistry(config),
    checkRunningAgent(config),
  ]);
  const clock = checkClock([
    { whose: 'the engine', aheadMs: engine.clockAheadMs },
    { whose: 'the registry', aheadMs: registry.clockAheadMs },
  ]);
  return [...findings, ...engine.findings, ...kafka, registry.finding, checkWorkloadAddresses(config), clock, agent];
}
