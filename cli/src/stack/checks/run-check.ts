import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inheritedEnvironment } from '../config.ts';
import { type Count, countTests } from './vitest-report.ts';

/** One thing that `longshore test` runs: a script for Node with its arguments. */
export interface RunnableCheck {
  readonly name: string;
  readonly args: readonly string[];
  readonly kind: 'gate' | 'tests';
}

export interface CheckOutcome extends Count {
  readonly name: string;
  readonly tookMs: number;
  /** What a failed gate wrote. Tests write as they go. */
  readonly output: string;
}

/**
 * Runs one check from the repository's root; a gate's output is kept, tests write as they go: to the terminal, or line
 * by line to who wants them.
 *
 * @param writeLine - takes each line of tests that others run beside
 */
export async function runCheck(
  check: RunnableCheck,
  repositoryRoot: string,
  scratchDirectory: string,
  interrupted: AbortSignal,
  writeLine: ((line: string) => void) | null = null,
): Promise<CheckOutcome> {
  const startedAt = performance.now();
  const reportPath = join(scratchDirectory, `${check.name.replaceAll(/[^a-z]+/gi, '-')}.json`);
  rmSync(reportPath, { force: true });
  const reporting =
    check.kind === 'tests' ? ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`] : [];
  const toTerminal = check.kind === 'tests' && writeLine === null;
  const child = spawn(process.execPath, [...check.args, ...reporting], {
    cwd: repositoryRoot,
    env: {
      ...inheritedEnvironment(),
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
      // Tests start programs, and vitest itself, hundreds of times.
      NODE_COMPILE_CACHE: join(scratchDirectory, 'compile-cache'),
    },
    stdio: toTerminal ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    stream.setEncoding('utf8');
    if (check.kind === 'tests' && writeLine !== null) createInterface(stream).on('line', writeLine);
    else {
      stream.on('data', (text: string) => {
        output += text;
      });
    }
  }
  // Vitest stops its services in good order at SIGTERM.
  const stop = (): void => void child.kill('SIGTERM');
  interrupted.addEventListener('abort', stop, { once: true });
  const [code] = (await once(child, 'close')) as [number | null];
  interrupted.removeEventListener('abort', stop);
  const count = check.kind === 'tests' ? countTests(reportPath, code) : gateCount(code);
  return { ...count, name: check.name, tookMs: performance.now() - startedAt, output };
}

function gateCount(code: number | null): Count {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
