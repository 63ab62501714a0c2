import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createKafkaBus } from '@longshore/kafka';
import { type JobDetail, type JobEvent, newId, type Registries } from '@longshore/schemas';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { until } from '../control-plane/until.ts';
import { allowed, type PrivateRegistry, startPrivateRegistry } from '../hosts/private-registry.ts';
import { type Services, startServices } from '../stack/services.ts';

const docker = async (...parameters: string[]) => (await promisify(execFile)('docker', parameters)).stdout.trim();
const wrong = 'battery-staple-2718';

let services: Services;
let registry: PrivateRegistry;
let image: string;

beforeAll(async () => {
  services = await startServices({
    services: ['kafka', 'registry', 'postgres', 'engine', 'images', 'dispatcher', 'web', 'agent'],
  });
  registry = await startPrivateRegistry();
  image = await registry.take('longshore/base:24', 'private/tool:1');
  await until(async () => {
    const { items } = await get<{ items: { state: string }[] }>('/agents');
    return items.some(({ state }) => state === 'READY');
  }, 'the agent is ready');
}, 600_000);

afterAll(async () => {
  await services?.stop();
  await registry?.[Symbol.asyncDispose]();
  const left = (await docker('images', '--format', '{{.Repository}}:{{.Tag}}', image ?? '-')).split('\n');
  for (const name of left.filter((each) => each !== '')) await docker('rmi', '--force', name);
});

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { ...showing(services.ownerKey), 'content-type': 'application/json' };
  return fetch(`${services.webUrl}/api/v1${path}`, { method, headers, ...content });
}

async function get<Body>(path: string): Promise<Body> {
  return (await (await ask('GET', path)).json()) as Body;
}

const signIn = (password: string) =>
  ask('PUT', `/registries/${encodeURIComponent(registry.name)}`, { username: allowed.username, password });

/** Runs a job of the private image, which is always pulled anew, to its end. */
async function run(): Promise<JobDetail> {
  const name = `private-${newId()}`;
  const spec = { kind: 'container', name, image, imagePolicy: 'ALWAYS', entrypoint: ['node'], command: ['--version'] };
  const submitted = (await (await ask('POST', '/jobs', spec)).json()) as { id: string };
  return until(async () => {
    const job = await get<JobDetail>(`/jobs/${submitted.id}`);
    return job.endedAt !== null && job;
  }, `${name} has ended`);
}

describe('an image of a private registry', () => {
  it('is not given to who does not sign in, and the job says that nobody did', async () => {
    const { state, reason, tasks } = await run();
    expect({ state, code: reason?.code }).toEqual({ state: 'FAILED', code: 'REGISTRY_CREDENTIALS_REFUSED' });
    expect(reason?.message).toContain(`${registry.name} wants to know who pulls, and no credentials are kept for it`);
    expect(tasks[0]?.attempts).toHaveLength(1);
  });

  it('is not given for a wrong password, and the job says whose', async () => {
    expect((await signIn(wrong)).status).toBe(200);
    const { state, reason } = await run();
    expect({ state, code: reason?.code }).toEqual({ state: 'FAILED', code: 'REGISTRY_CREDENTIALS_REFUSED' });
    expect(reason?.message).toContain(`${registry.name} does not accept the password that is kept for someone`);
  });

  it('is pulled and run with the right one', async () => {
    expect(await (await signIn(allowed.password)).json()).toEqual({ registry: registry.name, username: 'someone' });
    const job = await run();
    expect(job.reason).toBeNull();
    expect(job.state).toBe('SUCCEEDED');
    const { items } = await get<{ items: JobEvent[] }>(`/jobs/${job.id}/events`);
    expect(items.map(({ message }) => message).join('\n')).toContain('ulling');
  });

  it('is pulled no more once the credentials are forgotten', async () => {
    const path = `/registries/${encodeURIComponent(registry.name)}`;
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('DELETE', path)).status).toBe(404);
    expect((await run()).reason?.code).toBe('REGISTRY_CREDENTIALS_REFUSED');
  });
});

describe('the password of a registry', () => {
  it('is in no answer, topic, log, label or row, in no form that can be read', async () => {
    await signIn(allowed.password);
    const { id } = await run();
    const places = new Map([
      ['answers', await answers(id)],
      ['topics', await topics()],
      ['database', await database()],
      ['logs', await logs()],
      ['containers', await containers()],
    ]);
    for (const [place, text] of places) {
      // So that it is known to have been looked at.
      expect(text.length, place).toBeGreaterThan(100);
      for (const password of [allowed.password, wrong]) {
        for (const form of [password, Buffer.from(password).toString('base64').replace(/=+$/, '')]) {
          expect(text.includes(form), `${form} in ${place}`).toBe(false);
        }
      }
    }
  });

  const answers = async (id: string) => {
    const paths = ['/registries', `/jobs/${id}`, `/jobs/${id}/events`, `/jobs/${id}/logs`, '/agents', '/overview'];
    const { items, ready } = await get<Registries>('/registries');
    expect(ready).toBe(true);
    expect(items).toMatchObject([{ registry: registry.name, username: 'someone', usable: true }]);
    return (await Promise.all(paths.map((path) => get(path)))).map((answer) => JSON.stringify(answer)).join('\n');
  };

  /** Everything that was ever written to the management topics, as bytes. */
  const topics = async () => {
    const bus = createKafkaBus({ bootstrapServers: services.kafkaBootstrapServers.split(','), clientId: 'test' });
    try {
      const admin = await bus.admin();
      const names = await admin.listTopics();
      expect(names).toEqual(expect.arrayContaining(['Job_Handling', 'Job_Status', 'Agent_Status', 'Job_Logs']));
      const texts = await Promise.all(
        names.map(async (name) => {
          const partitions = (await admin.describeTopics([name]))[0]?.partitions ?? [];
          const from = new Map(partitions.map(({ partition }) => [partition, 0n]));
          const records = await bus.read({ topic: name, from, limit: 100_000, deadlineMs: 20_000 });
          return records.map(({ key, value }) => `${key ?? ''} ${value?.toString('latin1') ?? ''}`).join('\n');
        }),
      );
      // Sealed it was there: the beginning of what ECDH-ES encrypted.
      expect(texts.join('\n')).toContain(Buffer.from('{"alg":"ECDH-ES"').toString('base64url').slice(0, 20));
      return texts.join('\n');
    } finally {
      await bus.close();
    }
  };

  /** Every row of every table. */
  const database = async () => {
    const client = new pg.Client({ connectionString: services.databaseUrl });
    await client.connect();
    try {
      const tables = await client.query<{ name: string }>(
        `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
      );
      const texts: string[] = [];
      for (const { name } of tables.rows) {
        const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
        texts.push(...rows.map(({ row }) => row));
      }
      expect(texts.join('\n')).toContain(`(${registry.name},someone,`);
      return texts.join('\n');
    } finally {
      await client.end();
    }
  };

  const logs = async () => {
    const folder = join(services.stateDirectory, 'logs');
    const texts = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')));
    expect(texts.join('\n')).toContain('"agentId"');
    return texts.join('\n');
  };

  const containers = async () => {
    const filter = `label=longshore.scope=${services.containerScope}`;
    const ids = (await docker('ps', '--all', '--quiet', '--filter', filter)).split('\n').filter((id) => id !== '');
    return docker('inspect', ...ids, image);
  };
});
