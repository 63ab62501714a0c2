import { execFile } from 'node:child_process';
import { OWNER_KEY, showing } from '../../control-plane/owner-key.ts';
import { serveApi } from '../../control-plane/serve-api.ts';
import { repositoryRoot } from '../../setup/repository-root.ts';
import type { Rig } from './rig.ts';

export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** The HTTP API over a rig, and the command line that speaks to it: what people see of it. */
export interface ServedRig extends AsyncDisposable {
  /** Where it is served. */
  readonly url: string;
  /** GET of the API. */
  get<Body>(path: string): Promise<Body>;
  /** POST to the API. @throws when it is refused */
  post<Body>(path: string, body: unknown): Promise<Body>;
  /** Runs `longshore` with these arguments to its end. */
  longshore(...args: string[]): Promise<CommandResult>;
}

/**
 * Serves the API of a rig from this process. One in a test file: its settings are this process's environment.
 *
 * @param host - the address to listen on; at that of `rig.fleet.gateway`, containers of the rig's hosts reach it, too
 */
export async function serveRig(rig: Rig, { host = '127.0.0.1' }: { host?: string } = {}): Promise<ServedRig> {
  Object.assign(process.env, rig.space.environment, { HOSTNAME: host, LONGSHORE_LOG_LEVEL: 'silent' });
  const { url, close } = await serveApi();
  return {
    url,
    get: async <Body>(path: string) =>
      (await (await fetch(`${url}/api/v1${path}`, { headers: showing(OWNER_KEY) })).json()) as Body,
    post: async <Body>(path: string, body: unknown) => {
      const headers = { ...showing(OWNER_KEY), 'content-type': 'application/json' };
      const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Body;
    },
    longshore: (...args) =>
      new Promise((resolve) => {
        const env = { ...process.env, LONGSHORE_URL: url, LONGSHORE_API_KEY: OWNER_KEY };
        const options = { cwd: repositoryRoot, env, timeout: 120_000 };
        execFile(process.execPath, ['cli/src/main.ts', ...args], options, (error, stdout, stderr) => {
          const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
          resolve({ exitCode, stdout, stderr });
        });
      }),
    [Symbol.asyncDispose]: close,
  };
}
