import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { inheritedEnvironment } from '../config.ts';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the command when it is aborted; what `runCommand` returned settles after the end. */
  readonly signal?: AbortSignal | undefined;
}

/** A command ended with something else than 0, or could not be started. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

const keptOutput = 16_384;
const graceMs = 10_000;

/**
 * Runs a command to its end, and returns what it wrote on standard output.
 *
 * @throws CommandFailure with the last of what it wrote
 */
export async function runCommand(
  command: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<string> {
  const [program, ...args] = command;
  const shown = command.slice(0, 3).join(' ');
  if (options.signal?.aborted) throw new CommandFailure(`${shown} was not run: interrupted`);
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...inheritedEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let everything = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    everything = (everything + text).slice(-keptOutput);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    everything = (everything + text).slice(-keptOutput);
  });
  const end = endOnAbort(child, options.signal);
  const [code, signal] = (await once(child, 'close')
    .catch((error: unknown) => {
      throw new CommandFailure(`${shown} could not be run: ${error instanceof Error ? error.message : String(error)}`);
    })
    .finally(end)) as [number | null, string | null];
  if (options.signal?.aborted) throw new CommandFailure(`${shown} was interrupted`);
  if (code !== 0) {
    const lastLines = everything.trim().split('\n').slice(-15).join('\n');
    throw new CommandFailure(`${shown} … ended with ${signal ?? code}:\n${lastLines}`);
  }
  return output;
}

/** Asks a command to end at the abort, and makes it after a grace. @returns what ends the watch */
function endOnAbort(child: ChildProcessByStdio<null, Readable, Readable>, signal: AbortSignal | undefined): () => void {
  let grace: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill('SIGTERM');
    grace = setTimeout(() => {
      child.kill('SIGKILL');
      // What it started may live on and hold its output open; the end of the command itself is enough then.
      child.stdout.destroy();
      child.stderr.destroy();
    }, graceMs);
  };
  signal?.addEventListener('abort', stop, { once: true });
  return () => {
    signal?.removeEventListener('abort', stop);
    clearTimeout(grace);
  };
}
