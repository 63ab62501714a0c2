import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AgentConfig, readConfig } from '../config.ts';
import { checkClock } from './check-clock.ts';
import { checkEngine } from './check-engine.ts';
import { checkKafka } from './check-kafka.ts';
import { checkRegistry } from './check-registry.ts';
import { checkRunningAgent } from './check-running-agent.ts';
import { checkSettings } from './check-settings.ts';
import { checkWorkloadAddresses } from './check-workload-addresses.ts';
import { describeFindings } from './describe-findings.ts';
import { fine, missing, unseen } from './finding.ts';

const least = {
  KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:1',
  SCHEMA_REGISTRY_URL: 'http://127.0.0.1:2/apis/ccompat/v7',
  LONGSHORE_ENGINE_PING_DEADLINE_MS: '500',
};
const settings = (more: Record<string, string> = {}): AgentConfig => readConfig({ ...least, ...more });

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'longshore-check-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

async function serve(answer: RequestListener, at: string | number = 0): Promise<number> {
  const server = createServer(answer);
  server.listen(...((typeof at === 'string' ? [at] : [at, '127.0.0.1']) as [string]));
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return typeof at === 'string' ? 0 : (server.address() as AddressInfo).port;
}

/** An engine's answers; `info` and `networks` as a test wants them. */
async function engineAt({ apiVersion = '1.41', systemTime = new Date().toISOString(), os = 'linux', network = 200 }) {
  const socket = join(folder(), 'docker.sock');
  await serve((request, response) => {
    const path = request.url ?? '';
    const body = path.startsWith('/version')
      ? { ApiVersion: apiVersion }
      : { ServerVersion: '20.10', OSType: os, SystemTime: systemTime, DockerRootDir: '/', NCPU: 2, MemTotal: 2 ** 31 };
    response.writeHead(path.startsWith('/networks/') ? network : 200).end(JSON.stringify(body));
  }, socket);
  return socket;
}

const said = (findings: readonly { name: string; ok: boolean | null; detail: string; advice: string | null }[]) =>
  findings.map(({ name, ok, detail, advice }) => `${name} ${ok}: ${detail}${advice === null ? '' : ` → ${advice}`}`);

describe('the check of the engine', () => {
  it('says which engine answers, with its network and disk', async () => {
    const { findings, clockAheadMs } = await checkEngine(settings({ LONGSHORE_ENGINE_SOCKET: await engineAt({}) }));
    expect(findings.map(({ name, ok }) => [name, ok])).toEqual([
      ['engine', true],
      ['network', true],
      ['disk', true],
    ]);
    expect(findings[0]!.detail).toContain('20.10 (API 1.41) at ');
    expect(Math.abs(clockAheadMs ?? 1e9)).toBeLessThan(5_000);
  });

  it('tells no socket, a socket of nobody, what is no socket, and one that does not answer apart', async () => {
    const base = folder();
    writeFileSync(join(base, 'file'), '');
    await serve(() => undefined, join(base, 'silent'));
    const words = async (name: string) =>
      said((await checkEngine(settings({ LONGSHORE_ENGINE_SOCKET: join(base, name) }))).findings);
    expect((await words('none'))[0]).toMatch(
      /^engine false: there is no .*none → install one \(apt install docker.io\)/,
    );
    expect((await words('file'))[0]).toContain('start it (systemctl start docker)');
    expect((await words('silent'))[0]).toContain('it gave no answer within 500 ms');
    expect((await words('none')).slice(1)).toEqual([
      'network null: not looked at: the engine does not answer',
      'disk null: not looked at: the engine does not answer',
    ]);
  });

  it('refuses an engine that is too old, one for other containers, a missing network, a full disk', async () => {
    const find = async (engine: Parameters<typeof engineAt>[0], more: Record<string, string> = {}) =>
      said((await checkEngine(settings({ LONGSHORE_ENGINE_SOCKET: await engineAt(engine), ...more }))).findings);
    expect((await find({ apiVersion: '1.40' }))[0]).toContain('is too old → Docker Engine 20.10');
    expect((await find({ os: 'windows' }))[0]).toContain('runs windows containers');
    expect((await find({ network: 404 }, { LONGSHORE_WORKLOAD_NETWORK: 'jobs' }))[1]).toBe(
      'network false: the engine has no network jobs → docker network create jobs, or name another in workload_network',
    );
    expect((await find({}, { LONGSHORE_DISK_FREE_BYTES_MIN: '1000000000000000' }))[2]).toContain(
      'no new work is taken',
    );
  });
});

describe('the check of Kafka and of the registry', () => {
  it('says of each address why it cannot be reached', async () => {
    const findings = await checkKafka(settings({ KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:1,no-such-host.invalid:9092' }));
    expect(findings[0]).toMatchObject({ name: 'kafka', ok: false });
    expect(findings[0]!.detail).toMatch(
      /127\.0\.0\.1:1 refuses connections: nothing listens there; no-such-host\.invalid/,
    );
    expect(findings[1]).toMatchObject({ name: 'topics', ok: null });
  });

  it('tells a registry that is away, an address without the path, and absent schemas apart', async () => {
    expect((await checkRegistry(settings())).finding.detail).toContain('refuses connections');
    const port = await serve((request, response) => {
      const found = request.url === '/apis/ccompat/v7/subjects';
      response.writeHead(found ? 200 : 404).end(found ? '["Job_Handling-value","Job_Status-value"]' : 'not here');
    });
    const at = (path: string) => settings({ SCHEMA_REGISTRY_URL: `http://127.0.0.1:${port}${path}` });
    expect((await checkRegistry(at(''))).finding.advice).toContain('/apis/ccompat/v7 with Apicurio');
    const { finding, clockAheadMs } = await checkRegistry(at('/apis/ccompat/v7/'));
    expect(finding.detail).toContain('does not hold Agent_Status-value, Job_Logs-value');
    expect(Math.abs(clockAheadMs ?? 1e9)).toBeLessThan(5_000);
  });
});

describe('the other checks', () => {
  it('name each setting that is missing or wrong, and an id that many hosts have', () => {
    const { config, findings } = checkSettings({ LONGSHORE_AGENT_PORT: 'x' });
    expect(config).toBeNull();
    expect(findings.map(({ detail }) => detail.split(':')[0])).toEqual([
      'KAFKA_BOOTSTRAP_SERVERS',
      'SCHEMA_REGISTRY_URL',
      'LONGSHORE_AGENT_PORT',
    ]);
    const named = checkSettings({ ...least, LONGSHORE_AGENT_ID: 'localhost' }).findings;
    expect(named.map(({ name, ok }) => [name, ok])).toEqual([
      ['settings', true],
      ['agent id', false],
    ]);
  });

  it('find a clock that differs by more than 5 s, and say by how much and from whose', () => {
    const clocks = (engine: number | null, registry: number | null) =>
      checkClock([
        { whose: 'the engine', aheadMs: engine },
        { whose: 'the registry', aheadMs: registry },
      ]);
    expect(clocks(10, -900)).toMatchObject({ ok: true, detail: 'agrees with the engine and the registry' });
    expect(clocks(60_000, 0)).toMatchObject({ ok: false, detail: 'this host’s clock is 60.0 s behind the engine' });
    expect(clocks(null, -7_500).detail).toBe('this host’s clock is 7.5 s ahead of the registry');
    expect(clocks(null, null).ok).toBeNull();
  });

  it('find addresses that lead a container to itself', () => {
    expect(checkWorkloadAddresses(settings()).ok).toBe(false);
    const reachable = {
      LONGSHORE_WORKLOAD_BOOTSTRAP_SERVERS: '172.17.0.1:19092',
      LONGSHORE_WORKLOAD_REGISTRY_URL: 'http://172.17.0.1:8081/apis/ccompat/v7',
    };
    expect(checkWorkloadAddresses(settings(reachable)).ok).toBe(true);
  });

  it('tell an agent that runs, ready or not, from something else on its port, and from a port that is free', async () => {
    let answer = '';
    const port = await serve((_request, response) => response.end(answer));
    const look = () => checkRunningAgent(settings({ LONGSHORE_AGENT_ID: 'a', LONGSHORE_AGENT_PORT: String(port) }));
    answer = JSON.stringify({ ready: true, reasons: [], details: { agentId: 'a' } });
    expect(await look()).toMatchObject({ ok: true });
    answer = JSON.stringify({ ready: false, reasons: ['the lane is not read yet'], details: { agentId: 'a' } });
    expect(await look()).toMatchObject({ ok: false, detail: 'runs, but is not ready: the lane is not read yet' });
    answer = JSON.stringify({ ready: true, reasons: [], details: { agentId: 'b' } });
    expect((await look()).detail).toBe(`the agent b answers at 127.0.0.1:${port}`);
    answer = '<html>';
    expect((await look()).detail).toBe(`something else answers at 127.0.0.1:${port}`);
    expect(await checkRunningAgent(settings({ LONGSHORE_AGENT_PORT: '2' }))).toMatchObject({ ok: true });
  });

  it('are shown a line each, with what to do below what is missing', () => {
    expect(
      describeFindings('1.2', [
        fine('engine', 'answers'),
        missing('kafka', 'is away', 'start it'),
        unseen('disk', 'no'),
      ]),
    ).toBe(
      [
        'longshore-agent 1.2',
        '✓ engine  answers',
        '✗ kafka   is away',
        '          → start it',
        '– disk    not looked at: no',
        'missing: 1 of 3',
      ].join('\n'),
    );
  });
});
