import { describe, expect, it } from 'vitest';
import { wish } from '../../../test/fakes/wish.ts';
import { containerRequest, type HostPolicy } from './container-request.ts';

const policy: HostPolicy = {
  scope: 'scope',
  agentId: 'agent-1',
  network: 'workloads',
  workloadBootstrapServers: '172.17.0.1:19092',
  workloadRegistryUrl: 'http://172.17.0.1:8081/apis/ccompat/v7',
  workloadControlPlaneUrl: 'http://172.17.0.1:3000',
  topicPrefix: '',
  engineCpuMillis: 2_000,
  logFileBytesMax: 1_000_000,
  logFilesMax: 2,
};

type Spec = Partial<Parameters<typeof containerRequest>[0]['container']>;

function refusal(container: Spec): string | null {
  const decision = containerRequest(wish('a', { container }), policy);
  return decision.ok ? null : decision.message;
}

describe('the request for a container', () => {
  it('carries what the host decides and what the job asked for, and nothing else', () => {
    const decision = containerRequest(
      wish('a', { container: { topic: 'orders', cpuMillis: 9_000, command: ['go'] } }),
      policy,
    );
    expect(decision).toMatchObject({
      ok: true,
      request: {
        name: 'longshore-a',
        network: 'workloads',
        cpuMillis: 2_000,
        command: ['go'],
        labels: {
          'longshore.scope': 'scope',
          'longshore.agent': 'agent-1',
          'longshore.attempt': 'a',
          'longshore.generation': '1',
        },
      },
    });
    const environment = decision.ok ? decision.request.environment : [];
    expect(environment).toContain('TOPIC=orders');
    expect(environment).toContain('KAFKA_BOOTSTRAP_SERVERS=172.17.0.1:19092');
    expect(environment).toContain('SCHEMA_REGISTRY_URL=http://172.17.0.1:8081/apis/ccompat/v7');
    expect(environment).toContain('LONGSHORE_URL=http://172.17.0.1:3000');
    expect(environment).toContain('LONGSHORE_ATTEMPT_ID=a');
    expect(environment.some((entry) => entry.startsWith('LONGSHORE_TOPIC_PREFIX='))).toBe(false);
    const prefixed = containerRequest(wish('a', {}), { ...policy, topicPrefix: 'eu.' });
    expect(prefixed.ok && prefixed.request.environment).toContain('LONGSHORE_TOPIC_PREFIX=eu.');
  });

  it('adds what came sealed, which wins over the job’s own and not over what Longshore sets', () => {
    const apply = wish('a', { container: { environment: { LONGSHORE_WORKER_KEY: 'forged', X: 'plain' } } });
    const secrets = { LONGSHORE_WORKER_KEY: 'lsw_real', LONGSHORE_AGENT_ID: 'forged' };
    const decision = containerRequest(apply, { ...policy, workloadControlPlaneUrl: null }, secrets);
    const environment = decision.ok ? decision.request.environment : [];
    expect(environment).toContain('LONGSHORE_WORKER_KEY=lsw_real');
    expect(environment).toContain('LONGSHORE_AGENT_ID=agent-1');
    expect(environment).toContain('X=plain');
    expect(environment.some((entry) => entry.startsWith('LONGSHORE_URL='))).toBe(false);
  });

  it('lets nothing of the job win over what Longshore sets', () => {
    const decision = containerRequest(
      wish('a', { container: { environment: { LONGSHORE_AGENT_ID: 'forged', X: 'y=z' } } }),
      policy,
    );
    const environment = decision.ok ? decision.request.environment : [];
    expect(environment.filter((entry) => entry.startsWith('LONGSHORE_AGENT_ID='))).toEqual([
      'LONGSHORE_AGENT_ID=agent-1',
    ]);
    expect(environment).toContain('X=y=z');
  });

  it.each<[string, Spec]>([
    ['image', { image: 'Not An Image' }],
    ['image', { image: '--privileged' }],
    ['cpuMillis', { cpuMillis: 0 }],
    ['memoryLimitBytes', { memoryLimitBytes: -1 }],
    ['memoryLimitBytes', { memoryLimitBytes: Number.NaN }],
    ['pidsLimit', { pidsLimit: 0 }],
    ['stopGraceMs', { stopGraceMs: 10 ** 9 }],
    ['deadlineMs', { deadlineMs: -5 }],
    ['environment variable', { environment: { 'A=B': 'c' } }],
    ['NUL', { environment: { A: 'x\0y' } }],
    ['absolute path', { workingDirectory: 'relative' }],
    ['topic', { topic: '..' }],
  ])('refuses an impossible %s, and says which', (named, container) => {
    expect(refusal(container)).toContain(named);
  });
});
