import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findFreePorts } from '../../cli/src/stack/ports/free-ports.ts';
import { type Services, startServices } from '../stack/services.ts';

const root = join(import.meta.dirname, '../..');

/** Processes of a stack: they stand in its state folder, or have it in their command line. */
function processesOf(stateDirectory: string): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && entry !== String(process.pid))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        const folder = readlinkSync(`/proc/${pid}/cwd`);
        return command !== '' && `${command} ${folder}/`.includes(`${stateDirectory}/`) ? [`${pid} ${command}`] : [];
      } catch (error) {
        // Ended while it was looked at, or is none of ours.
        if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
        throw error;
      }
    });
}

const patiently = { timeout: 30_000, interval: 100 };

describe('a running stack', () => {
  let services: Services;
  beforeAll(async () => {
    services = await startServices();
  });
  afterAll(() => services.stop());

  it('starts a broker again that was killed, and says so in its status', async () => {
    const before = await services.service('kafka');
    expect(before).toMatchObject({ state: 'ready', restarts: 0 });
    process.kill(before.pid ?? 0, 'SIGKILL');
    await vi.waitFor(async () => {
      expect(await services.service('kafka')).toMatchObject({ state: 'ready', restarts: 1 });
    }, patiently);
    const after = await services.service('kafka');
    expect(after.pid).not.toBe(before.pid);
    expect(after.lastExit).toMatchObject({ signal: 'SIGKILL', code: null });
  });

  it('keeps the data of a registry that was killed', async () => {
    const schema = { schema: JSON.stringify({ type: 'record', name: 'Kept', fields: [{ name: 'a', type: 'int' }] }) };
    const subject = `${services.schemaRegistryUrl}/subjects/kept-value/versions`;
    const headers = { 'content-type': 'application/json' };
    const registered = await fetch(subject, { method: 'POST', headers, body: JSON.stringify(schema) });
    expect(registered.status).toBe(200);
    await services.signal('registry', 'SIGKILL');
    await vi.waitFor(async () => {
      expect(await services.service('registry')).toMatchObject({ state: 'ready', restarts: 1 });
    }, patiently);
    expect(await (await fetch(subject)).json()).toEqual([1]);
  });

  it('leaves a service stopped that was asked to stop, until it is asked to start', async () => {
    await services.stopService('registry');
    expect(await services.service('registry')).toMatchObject({ state: 'stopped' });
    await services.startService('registry');
    expect(await services.service('registry')).toMatchObject({ state: 'ready' });
  });

  it('refuses a change of a schema that breaks readers', async () => {
    const compatibility = await fetch(`${services.schemaRegistryUrl}/config`);
    expect(await compatibility.json()).toMatchObject({ compatibilityLevel: 'BACKWARD' });
  });

  it('writes no password into logs, files of settings or command lines', () => {
    const { databasePassword, registryPassword } = JSON.parse(
      readFileSync(join(services.stateDirectory, 'secrets.json'), 'utf8'),
    ) as Record<string, string>;
    const files = ['logs', 'configuration'].flatMap((folder) =>
      readdirSync(join(services.stateDirectory, folder)).map((name) => join(services.stateDirectory, folder, name)),
    );
    const texts = [...files.map((path) => readFileSync(path, 'utf8')), ...processesOf(services.stateDirectory)];
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) {
      expect(text).not.toContain(databasePassword);
      expect(text).not.toContain(registryPassword);
    }
  });
});

describe('a stack whose supervisor was killed', () => {
  it('ends all its processes', async () => {
    const services = await startServices({ services: ['kafka', 'postgres'] });
    try {
      const { supervisorPid } = await services.status();
      expect(processesOf(services.stateDirectory).length).toBeGreaterThan(2);
      process.kill(supervisorPid, 'SIGKILL');
      await vi.waitFor(() => expect(processesOf(services.stateDirectory)).toEqual([]), patiently);
    } finally {
      rmSync(services.stateDirectory, { recursive: true, force: true });
    }
  });
});

describe('services of a test', () => {
  it('end with the process that started them, though it was killed, and leave no files', async () => {
    const script = `
      const { startServices } = await import(${JSON.stringify(join(root, 'test/stack/services.ts'))});
      const services = await startServices({ services: ['postgres'] });
      console.log(services.stateDirectory);
      setInterval(() => undefined, 1_000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = (await once(holder.stdout, 'data')) as [Buffer];
      const stateDirectory = line.toString().trim();
      expect(processesOf(stateDirectory).length).toBeGreaterThan(0);
      holder.kill('SIGKILL');
      await vi.waitFor(() => {
        expect(processesOf(stateDirectory)).toEqual([]);
        expect(existsSync(stateDirectory)).toBe(false);
      }, patiently);
    } finally {
      holder.kill('SIGKILL');
    }
  });
});

describe('longshore up', () => {
  let state: string;
  let environment: NodeJS.ProcessEnv;
  beforeEach(async () => {
    state = mkdtempSync(join(tmpdir(), 'longshore-up-'));
    // The database's account has to be able to enter.
    chmodSync(state, 0o755);
    const [web, dispatcher, agent, registry, postgres, kafka] = await findFreePorts(6);
    environment = {
      ...process.env,
      LONGSHORE_STATE: state,
      LONGSHORE_WEB_PORT: String(web),
      LONGSHORE_DISPATCHER_PORT: String(dispatcher),
      LONGSHORE_AGENT_PORT: String(agent),
      LONGSHORE_REGISTRY_PORT: String(registry),
      LONGSHORE_POSTGRES_PORT: String(postgres),
      LONGSHORE_KAFKA_PORT: String(kafka),
    };
  });
  afterEach(() => rmSync(state, { recursive: true, force: true }));

  function longshore(...args: string[]): { child: ChildProcess; output: () => string } {
    const child = spawn(join(root, 'longshore'), args, { cwd: '/', env: environment });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    return { child, output: () => output };
  }

  it.each([
    ['SIGINT', 130, 'PostgreSQL database '],
    ['SIGTERM', 143, 'Kafka '],
  ] as const)('interrupted by %s ends with %i and leaves nothing running', async (signal, exitCode, milestone) => {
    const { child, output } = longshore('up');
    await vi.waitFor(() => expect(output()).toContain(`✓ ${milestone}`), patiently);
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(exitCode);
    expect(processesOf(state)).toEqual([]);
    expect(output()).toContain('Interrupted');
  });

  it('killed in the middle leaves nothing running either', async () => {
    const { child, output } = longshore('up');
    await vi.waitFor(() => expect(output()).toContain('✓ PostgreSQL '), patiently);
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(processesOf(state)).toEqual([]), patiently);
  });

  it('names a port that is in use, and who has it, and starts nothing', async () => {
    const server = net.createServer().listen(Number(environment.LONGSHORE_POSTGRES_PORT), '127.0.0.1');
    await once(server, 'listening');
    try {
      const { child, output } = longshore('up');
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(1);
      expect(output()).toContain(`port ${environment.LONGSHORE_POSTGRES_PORT} on 127.0.0.1 is in use by`);
      expect(output()).toContain(`(pid ${process.pid})`);
      expect(processesOf(state)).toEqual([]);
    } finally {
      server.close();
    }
  });

  it('says where the database could not enter, before it starts anything', async () => {
    chmodSync(state, 0o700);
    const { child, output } = longshore('up');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
    expect(output()).toContain(`cannot enter ${state}`);
    expect(processesOf(state)).toEqual([]);
  });

  it('refuses a setting that makes no sense, by name', async () => {
    environment.LONGSHORE_WEB_PORT = 'eighty';
    const { child, output } = longshore('up');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
    expect(output()).toContain('LONGSHORE_WEB_PORT="eighty"');
  });
});
