import { statfs } from 'node:fs/promises';
import type { AgentConfig } from '../config.ts';
import { askEngine } from './ask-engine.ts';
import { type Finding, fine, missing, unseen } from './finding.ts';

/** What an engine says of itself, as far as it is looked at here. */
interface EngineSaid {
  ServerVersion: string;
  OSType: string;
  SystemTime: string;
  DockerRootDir: string;
  NCPU: number;
  MemTotal: number;
}

/** Docker 20.10: the oldest engine that the agent was tried with. */
const apiVersionMin = [1, 41] as const;
const gibibyte = 1_073_741_824;

/** Findings about the engine, and by how many milliseconds its clock is ahead; null when that is not known. */
export interface EngineFindings {
  findings: Finding[];
  clockAheadMs: number | null;
}

/** Looks at the engine: its socket, whether it answers and is new enough, the network of jobs, the disk. */
export async function checkEngine(config: AgentConfig): Promise<EngineFindings> {
  const { socketPath, pingDeadlineMs } = config.engine;
  const ask = (path: string) => askEngine(socketPath, path, pingDeadlineMs);
  let said: EngineSaid;
  let apiVersion: string;
  let askedAtMs: number;
  try {
    const version = await ask('/version');
    if (version.status !== 200) throw new Error(`it answered ${version.status}: ${version.body.slice(0, 200)}`);
    apiVersion = (JSON.parse(version.body) as { ApiVersion: string }).ApiVersion;
    askedAtMs = Date.now();
    said = JSON.parse((await ask('/info')).body) as EngineSaid;
  } catch (error) {
    const because = 'the engine does not answer';
    return {
      findings: [describeRefusal(error, config), unseen('network', because), unseen('disk', because)],
      clockAheadMs: null,
    };
  }
  const clockMs = Date.parse(said.SystemTime);
  // Half the way there and back is as near as it gets.
  const clockAheadMs = Number.isNaN(clockMs) ? null : clockMs - (askedAtMs + Date.now()) / 2;
  return {
    findings: [describeEngine(said, apiVersion, config), await checkNetwork(config), await checkDisk(said, config)],
    clockAheadMs,
  };
}

function describeEngine(said: EngineSaid, apiVersion: string, { engine }: AgentConfig): Finding {
  const what = `${said.ServerVersion} (API ${apiVersion}) at ${engine.socketPath}`;
  if (said.OSType !== 'linux') {
    return missing('engine', `${what} runs ${said.OSType} containers`, 'an engine for Linux containers is needed');
  }
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number);
  if (major < apiVersionMin[0] || (major === apiVersionMin[0] && minor < apiVersionMin[1])) {
    return missing('engine', `${what} is too old`, 'Docker Engine 20.10 (API 1.41) or a later one is needed');
  }
  const size = `${said.NCPU} processors, ${(said.MemTotal / gibibyte).toFixed(1)} GiB`;
  return fine('engine', `${what}, ${size}`);
}

/** Why an engine could not be asked, by the code that the system gave. */
function describeRefusal(error: unknown, { engine }: AgentConfig): Finding {
  const { code, name, message } = error as NodeJS.ErrnoException;
  const { socketPath, pingDeadlineMs } = engine;
  const elsewhere = 'or name its socket in engine_socket (LONGSHORE_ENGINE_SOCKET)';
  if (name === 'TimeoutError') {
    return missing(
      'engine',
      `at ${socketPath} it gave no answer within ${pingDeadlineMs} ms`,
      'it may be overloaded or hang: journalctl --unit docker',
    );
  }
  if (code === 'ENOENT') {
    return missing('engine', `there is no ${socketPath}`, `install one (apt install docker.io), ${elsewhere}`);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return missing(
      'engine',
      `${socketPath} may not be used by this user`,
      'run this as root, as the service is, or as a member of the group docker',
    );
  }
  if (code === 'ECONNREFUSED') {
    return missing('engine', `nobody answers at ${socketPath}`, `start it (systemctl start docker), ${elsewhere}`);
  }
  return missing('engine', `${socketPath}: ${message}`, `see that it is the socket of a Docker Engine, ${elsewhere}`);
}

async function checkNetwork({ engine, workload }: AgentConfig): Promise<Finding> {
  const path = `/networks/${encodeURIComponent(workload.network)}`;
  const { status, body } = await askEngine(engine.socketPath, path, engine.pingDeadlineMs);
  if (status === 200) return fine('network', `jobs join ${workload.network}`);
  if (status !== 404) return missing('network', `the engine answered ${status}: ${body.trim()}`, 'see its log');
  return missing(
    'network',
    `the engine has no network ${workload.network}`,
    `docker network create ${workload.network}, or name another in workload_network`,
  );
}

async function checkDisk({ DockerRootDir: folder }: EngineSaid, { diskFreeBytesMin }: AgentConfig): Promise<Finding> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    const free = `${((bavail * bsize) / gibibyte).toFixed(1)} of ${((blocks * bsize) / gibibyte).toFixed(1)} GiB free`;
    if (bavail * bsize >= diskFreeBytesMin) return fine('disk', `${free} for ${folder}`);
    const least = `${(diskFreeBytesMin / gibibyte).toFixed(1)} GiB`;
    return missing(
      'disk',
      `${free} for ${folder}; below ${least} no new work is taken`,
      'docker image prune --all, a larger disk, or a lower disk_free_bytes_min',
    );
  } catch (error) {
    return unseen('disk', `${folder} cannot be seen from here: ${(error as Error).message}`);
  }
}
