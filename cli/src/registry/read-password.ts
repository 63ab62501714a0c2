import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/** Whose password it is, and whether standard input was said to hold it. */
export interface PasswordSource {
  registry: string;
  username: string;
  fromStdin: boolean;
}

/**
 * A password or token. From a terminal it is asked for and not shown; what a program gives on standard input is taken
 * without the line break at its end.
 *
 * @returns undefined when the person left instead of answering
 * @throws CliError when there is nobody to ask, or the password is empty
 */
export async function readPassword(
  { terminal }: Cli,
  { registry, username, fromStdin }: PasswordSource,
): Promise<string | undefined> {
  if (!terminal.stdinIsTTY && !fromStdin) {
    throw refused('there is no terminal to ask for the password at', '--password-stdin reads it from standard input');
  }
  const password = terminal.stdinIsTTY
    ? await terminal.askSecret(`Password or token of ${username} at ${registry}: `)
    : (await terminal.readStdin()).replace(/\r?\n$/, '');
  if (password === '') {
    throw refused('the password is empty', `give the password of ${username}, or an access token`);
  }
  return password;
}

function refused(what: string, advice: string): CliError {
  return new CliError({ what, where: 'longshore registry login', advice, exitCode: EXIT.refused, code: 'usage' });
}
