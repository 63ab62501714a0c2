import { runCommandLine } from '../../../cli/src/command-line.ts';
import { FakeTerminal } from '../terminal.ts';
import type { FakeControlPlane } from './fake-control-plane.ts';

interface Running {
  terminal: FakeTerminal;
  ended: Promise<number>;
}

type Options = ConstructorParameters<typeof FakeTerminal>[0];

/** Starts a command line against a fake control plane, in this process. */
export function startCli(plane: FakeControlPlane, args: readonly string[], options: Options = {}): Running {
  // No key of whoever runs the tests is looked for, let alone sent.
  const environment = { LONGSHORE_URL: plane.url, XDG_CONFIG_HOME: '/nonexistent', ...options.environment };
  const terminal = new FakeTerminal({ ...options, environment });
  return { terminal, ended: runCommandLine(args, terminal) };
}

/** Runs a command line to its end. */
export async function runCli(plane: FakeControlPlane, args: readonly string[], options: Options = {}) {
  const { terminal, ended } = startCli(plane, args, options);
  const exitCode = await ended;
  return { exitCode, stdout: terminal.out.text, stderr: terminal.err.text };
}
