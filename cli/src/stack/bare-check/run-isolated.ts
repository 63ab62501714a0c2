import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { inheritedEnvironment } from '../config.ts';

const keptOutput = 4_096;

/**
 * Runs a program in mount and process namespaces of its own. When it ends, when this process ends, or at the
 * interruption, all that it started ends too and its mounts are gone; this settles only then.
 *
 * @param output shown on this terminal, or kept
 * @returns the exit code, and the last of what was kept
 * @throws what the abort signal gives as its reason
 */
export async function runIsolated(
  command: readonly [string, ...string[]],
  output: 'shown' | 'kept',
  interrupted: AbortSignal,
): Promise<{ readonly code: number; readonly output: string }> {
  interrupted.throwIfAborted();
  const shown = output === 'shown';
  const child = spawn(
    'setpriv',
    [
      '--pdeathsig=KILL',
      'unshare',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child=KILL',
      '--propagation=private',
      // What unshare itself says stays apart: of an interruption it speaks as of a fault of its own.
      ...['sh', '-c', 'exec "$@" 2>&3 3>&-', 'sh'],
      ...command,
    ],
    {
      stdio: ['ignore', shown ? 'inherit' : 'pipe', 'pipe', shown ? process.stderr.fd : 'pipe'],
      env: inheritedEnvironment(),
      // In a group of its own: Ctrl-C reaches it by way of the signal only.
      detached: true,
    },
  );
  let kept = '';
  for (const stream of child.stdio.slice(1) as (Readable | null)[]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      kept = (kept + text).slice(-keptOutput);
    });
  }
  const stop = (): void => {
    if (child.pid !== undefined) killFirstProcess(child.pid);
  };
  interrupted.addEventListener('abort', stop, { once: true });
  const [code] = (await once(child, 'close').finally(() => interrupted.removeEventListener('abort', stop))) as [
    number | null,
  ];
  interrupted.throwIfAborted();
  return { code: code ?? 1, output: kept.trim() };
}

/**
 * The kernel ends a process namespace with its first process, and `unshare`, whose child that is, after it. Killed
 * itself, `unshare` would be gone before them.
 */
function killFirstProcess(unsharePid: number): void {
  const [first] = readFileSync(`/proc/${unsharePid}/task/${unsharePid}/children`, 'utf8').split(' ');
  process.kill(first === undefined || first === '' ? unsharePid : Number(first), 'SIGKILL');
}
