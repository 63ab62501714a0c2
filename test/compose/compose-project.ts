import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { runCommand } from '../../cli/src/stack/prepare/run-command.ts';
import { engineRequest } from '../hosts/engine-request.ts';
import type { SimulatedHost } from '../hosts/simulated-host.ts';

export interface ComposeProjectOptions {
  compose: readonly [string, ...string[]];
  file: string;
  /** Where it runs. */
  host: SimulatedHost;
  repositoryRoot: string;
  interrupted: AbortSignal;
}

/** What is asked of a job here. */
interface JobView {
  state: string;
  reason: unknown;
}

/** docker-compose.yml in an engine of its own, as a person would use it: through compose and the command line. */
export class ComposeProject {
  readonly #options: ComposeProjectOptions;
  readonly #ownerKey = `lso_${randomBytes(32).toString('base64url')}`;

  constructor(options: ComposeProjectOptions) {
    this.#options = options;
  }

  /** Brings up every service but those named, and waits until all are healthy or done. */
  async up(without: readonly string[]): Promise<void> {
    const services = (await this.#compose('config', '--services')).trim().split('\n');
    const wanted = services.filter((service) => !without.includes(service));
    await this.#compose('up', '--detach', '--wait', '--wait-timeout', '480', '--pull', 'never', ...wanted);
  }

  /** Runs the service that makes the first administrator. @returns what it says in the terminal */
  async firstAdmin(): Promise<string> {
    return await this.#compose('run', '--rm', 'first-admin');
  }

  /** A line for each service: its state and health. */
  async health(): Promise<string[]> {
    const lines = (await this.#compose('ps', '--all', '--format', 'json')).trim().split('\n');
    return lines
      .map((line) => JSON.parse(line) as { Service: string; State: string; Health: string; ExitCode: number })
      .map(
        ({ Service, State, Health, ExitCode }) =>
          `${Service.padEnd(12)} ${State === 'exited' ? `done (${ExitCode})` : Health || State}`,
      )
      .sort();
  }

  async restart(service: string): Promise<void> {
    await this.#compose('restart', service);
    await this.#compose(
      'up',
      '--detach',
      '--wait',
      '--wait-timeout',
      '120',
      '--pull',
      'never',
      '--no-recreate',
      service,
    );
  }

  /** Runs a data-generator job to its end, through the API. */
  async runGenerator(topic: string, count: number): Promise<JobView> {
    const said = await this.#longshore(
      'job',
      'run',
      '--topic',
      topic,
      '--count',
      String(count),
      '--name',
      topic,
      '--json',
    ).catch((error: unknown) => {
      throw new Error(`longshore job run: ${String(error)}`, { cause: error });
    });
    const events = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; job?: JobView });
    const end = events.find(({ event }) => event === 'end');
    if (end?.job === undefined) throw new Error(`the command line told of no end:\n${said.slice(-2_000)}`);
    return end.job;
  }

  /** Reads a topic from its beginning, through the API. */
  async countDistinctKeys(topic: string): Promise<number> {
    const said = await this.#longshore('topic', 'consume', topic, '--from', 'beginning', '--limit', '100000', '--json');
    const keys = said
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { key: string }).key);
    return new Set(keys).size;
  }

  /** Ends of the services' logs, for a failure. */
  async lastWords(): Promise<string[]> {
    try {
      return (await this.#compose('logs', '--tail', '15', '--no-color')).split('\n');
    } catch (error) {
      return [`no logs: ${String(error)}`];
    }
  }

  /** Takes everything down, volumes too: the engine goes with them. */
  async down(): Promise<void> {
    await this.#compose('down', '--volumes', '--timeout', '60');
  }

  /** Names of containers that still are there after `down`. */
  async containersLeft(): Promise<string[]> {
    const { body } = await engineRequest(this.#options.host.socketPath, 'GET', '/containers/json?all=1');
    const containers = JSON.parse(body.toString('utf8')) as Array<{ Names: string[] }>;
    return containers.flatMap(({ Names }) => Names);
  }

  async #compose(...args: string[]): Promise<string> {
    const { compose, file, host, interrupted } = this.#options;
    return await runCommand([...compose, '--file', file, ...args], {
      // The socket that the agent gets is the one that compose itself uses.
      env: {
        DOCKER_HOST: host.engineUrl,
        LONGSHORE_ENGINE_SOCKET: host.socketPath,
        DOCKER_API_VERSION: '1.41',
        LONGSHORE_OWNER_KEY: this.#ownerKey,
      },
      ...(args[0] === 'down' ? {} : { signal: interrupted }),
    });
  }

  /** The command line, inside the host's network namespace, where the ports are published on its loopback address. */
  async #longshore(...args: string[]): Promise<string> {
    const { host, repositoryRoot, interrupted } = this.#options;
    const main = join(repositoryRoot, 'cli/src/main.ts');
    return await runCommand(['nsenter', `--net=/run/netns/${host.name}`, process.execPath, main, ...args], {
      env: { LONGSHORE_URL: 'http://127.0.0.1:3000', LONGSHORE_API_KEY: this.#ownerKey },
      signal: interrupted,
    });
  }
}
