import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ArrayWay, FileWay } from './ways.ts';

export interface WayOptions {
  /** The repository. */
  root: string;
  workers: number;
  signal: AbortSignal;
}

/** Milliseconds that one way takes to sort so many numbers in an array, threads and copies included. */
export async function runArrayWay(
  way: ArrayWay,
  count: number,
  { root, workers, signal }: WayOptions,
): Promise<number> {
  const main = join(root, 'bench/sort/array-way-main.ts');
  const printed = await run(process.execPath, [main, way, String(count), String(workers)], { signal });
  return Number(printed);
}

/** Milliseconds from the start of a program until it has sorted one text file into another and ended. */
export async function runFileWay(
  way: FileWay,
  { input, output, folder }: { input: string; output: string; folder: string },
  { root, workers, signal }: WayOptions,
): Promise<number> {
  const begunMs = performance.now();
  if (way === 'longshore') {
    const main = join(root, 'cli/src/main.ts');
    const options = ['--local', '--type', 'int32', '--workers', String(workers), '-o', output];
    await run(process.execPath, [main, 'sort', input, ...options], { signal });
  } else {
    await run('sort', ['-n', `--parallel=${workers}`, '-T', folder, '-o', output, input], { signal, LC_ALL: 'C' });
  }
  return performance.now() - begunMs;
}

async function run(
  program: string,
  args: readonly string[],
  { signal, ...environment }: { signal: AbortSignal; LC_ALL?: string },
): Promise<string> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
    // The rest of the environment is this program's own.
    ...(environment.LC_ALL === undefined ? {} : { env: { PATH: '/usr/bin:/bin', LC_ALL: environment.LC_ALL } }),
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return printed;
}
