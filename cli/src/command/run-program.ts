import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

/** Runs one of our programs on this terminal, handing on the signals that would end it. @returns its exit code */
export async function runProgram(main: string, args: readonly string[] = []): Promise<number> {
  const child = spawn(process.execPath, [main, ...args], { stdio: 'inherit' });
  // From a terminal the child gets Ctrl-C itself; this one only has to wait for it.
  const handOn = (signal: NodeJS.Signals): void => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handOn);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, handOn);
  return signal === null ? (code ?? 1) : 128 + constants.signals[signal];
}
