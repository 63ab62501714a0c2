import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findFreePorts } from '../../cli/src/stack/ports/free-ports.ts';
import { until } from '../control-plane/until.ts';
import { runTool } from './run-tool.ts';
import { unpackDebianPackage } from './unpack-debian-package.ts';

const shipped = join(import.meta.dirname, '../../deploy/prometheus');

/** One series of an answer: its labels, and its value as Prometheus writes it. */
export interface Sample {
  metric: Record<string, string>;
  value: [at: number, value: string];
}

/** A running Prometheus. */
export interface Prometheus extends AsyncDisposable {
  /** The answer of its API to `/api/v1<path>`. @throws Error with its words when it is an error */
  api<Data>(path: string, query?: Record<string, string>): Promise<Data>;
  /** The value now of every series of a query. */
  query(expression: string): Promise<Sample[]>;
}

/** Whom it scrapes: `host:port`. */
export interface Targets {
  web: string;
  dispatcher: string;
  agents: string;
}

/** Runs `promtool` in the folder of what is shipped, and returns what it says. */
export async function promtool(...args: string[]): Promise<string> {
  const unpacked = await unpackDebianPackage('prometheus', 'usr/bin/promtool');
  return runTool(
    'sh',
    '-c',
    'cd "$1" && shift && exec "$@"',
    'sh',
    shipped,
    join(unpacked, 'usr/bin/promtool'),
    ...args,
  );
}

/**
 * Starts Debian's Prometheus on this machine's loopback with what is shipped: the same rules and scrape configuration,
 * with other targets, and everything looked at each second, so that a test need not wait. The rules are as they are.
 */
export async function startPrometheus(targets: Targets): Promise<Prometheus> {
  const unpacked = await unpackDebianPackage('prometheus', 'usr/bin/prometheus');
  const folder = await mkdtemp(join(tmpdir(), 'longshore-prometheus-'));
  await writeConfiguration(folder, targets);
  const [port = 0] = await findFreePorts(1);
  const parameters = [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=warn',
  ];
  const child = spawn(join(unpacked, 'usr/bin/prometheus'), parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`Prometheus ended: ${said}`);
    try {
      return (await fetch(`${url}/-/ready`)).ok;
    } catch (error) {
      // Refused: it does not listen yet.
      if (error instanceof TypeError) return null;
      throw error;
    }
  }, 'Prometheus is ready');
  const api = async <Data>(path: string, query: Record<string, string> = {}): Promise<Data> => {
    const response = await fetch(`${url}/api/v1${path}?${new URLSearchParams(query)}`);
    const answer = (await response.json()) as { status: string; data: Data; error?: string };
    if (answer.status !== 'success') throw new Error(`Prometheus: ${answer.error}`);
    return answer.data;
  };
  return {
    api,
    query: async (expression) => (await api<{ result: Sample[] }>('/query', { query: expression })).result,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function writeConfiguration(folder: string, { web, dispatcher, agents }: Targets): Promise<void> {
  const configuration = parse(await readFile(join(shipped, 'prometheus.yml'), 'utf8')) as { global: object };
  const global = { ...configuration.global, scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' };
  // What is JSON is YAML.
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify({ ...configuration, global }));
  await symlink(join(shipped, 'longshore.rules.yml'), join(folder, 'longshore.rules.yml'));
  await mkdir(join(folder, 'targets'));
  for (const [name, target] of Object.entries({ web, dispatcher, agents })) {
    await writeFile(join(folder, 'targets', `${name}.yml`), JSON.stringify([{ targets: [target] }]));
  }
}
