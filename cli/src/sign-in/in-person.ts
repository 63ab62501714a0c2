import { makeOneTimeLink, signOut } from '../api/access.ts';
import { ApiClient } from '../api/api-client.ts';
import { ProblemError } from '../api/problem-to-error.ts';
import type { Cli } from '../cli.ts';
import { OWNER_KEY_PREFIX } from '../credentials/api-key.ts';
import { warnOfOpenWay } from '../credentials/find-key.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/**
 * Does what belongs to a person and no key may do: signed in by a password, or with the owner key by a one-time link, for
 * as long as it takes. With any other key the control plane is asked as it is, and says that it may not.
 *
 * @param email - as whom to sign in; the password is asked for at the terminal
 * @returns undefined when the person left instead of giving the password
 */
export async function inPerson<Result>(
  cli: Cli,
  email: string | undefined,
  work: (api: ApiClient) => Promise<Result>,
): Promise<Result | undefined> {
  if (email !== undefined) {
    const password = await askPassword(cli, email);
    if (password === undefined) return undefined;
    await warnOfOpenWay(cli.terminal, cli.config.url);
    const nobody = new ApiClient(cli.config.url);
    return asSomebody(await nobody.signIn('POST /session', { email, password }), work);
  }
  const key = await cli.findKey();
  if (key?.secret.startsWith(OWNER_KEY_PREFIX)) {
    const { path } = await makeOneTimeLink(cli.api);
    const nobody = new ApiClient(cli.config.url);
    return asSomebody(await nobody.signIn('POST /session/link', { token: path.split('#')[1] ?? '' }), work);
  }
  try {
    return await work(cli.api);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 403) throw error;
    const { what, where, exitCode, code } = error;
    throw new CliError({
      what,
      where,
      exitCode,
      code,
      advice: '--as with your e-mail signs in for it; or do it on the settings page',
      cause: error,
    });
  }
}

async function asSomebody<Result>(api: ApiClient, work: (api: ApiClient) => Promise<Result>): Promise<Result> {
  try {
    return await work(api);
  } finally {
    await signOut(api).catch((error: unknown) => {
      // The work may have been to sign out everywhere.
      if (!(error instanceof ProblemError) || error.status !== 401) throw error;
    });
  }
}

async function askPassword({ terminal, config }: Cli, email: string): Promise<string | undefined> {
  if (!terminal.stdinIsTTY) {
    throw new CliError({
      what: 'there is no terminal to ask for the password at',
      where: '--as',
      advice: 'a script uses a key that was made before: LONGSHORE_API_KEY',
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  return terminal.askSecret(`Password of ${email} at ${config.url}: `);
}
