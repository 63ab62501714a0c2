import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inheritedEnvironment } from './config.ts';

const run = promisify(execFile);

/**
 * Builds the control plane's pages, unless they were built from the same inputs before.
 *
 * @returns the folder with the pages and all that serving them needs: the web program is told of `control-plane` in it
 */
export async function buildWeb(root: string, inputsHash: string): Promise<string> {
  const cwd = join(root, 'control-plane');
  const environment = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' } as const;
  if (!existsSync(join(cwd, 'src/generated/prisma/client.ts'))) {
    // Generating does not use the engine, but insists on its being there.
    await runNode(cwd, { ...environment, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' }, [
      join(root, 'node_modules/prisma/build/index.js'),
      'generate',
    ]);
  }
  const folder = join(root, 'deploy/images/dist', `web-${inputsHash.slice(0, 16)}`);
  await runNode(cwd, environment, [join(root, 'cli/src/stack/programs/build-web-main.ts'), folder]);
  return folder;
}

async function runNode(cwd: string, added: Record<string, string>, args: readonly string[]): Promise<void> {
  await run(process.execPath, [...args], {
    cwd,
    env: { ...inheritedEnvironment(), ...added },
    maxBuffer: 64 * 1024 * 1024,
  });
}
