import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inheritedEnvironment } from '../config.ts';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the command when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A command ended with something else than 0, or could not be started. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

const keptOutput = 16_384;

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
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...inheritedEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
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
  const shown = command.slice(0, 3).join(' ');
  const [code, signal] = (await once(child, 'close').catch((error: unknown) => {
    throw new CommandFailure(`${shown} could not be run: ${error instanceof Error ? error.message : String(error)}`);
  })) as [number | null, string | null];
  if (code !== 0) {
    const lastLines = everything.trim().split('\n').slice(-15).join('\n');
    throw new CommandFailure(`${shown} … ended with ${signal ?? code}:\n${lastLines}`);
  }
  return output;
}
