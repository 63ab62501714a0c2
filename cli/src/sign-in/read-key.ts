import { hostname } from 'node:os';
import { createApiKey } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { isKeyText } from '../credentials/api-key.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { inPerson } from './in-person.ts';

/** Where `longshore login` takes the key from. */
export interface KeySource {
  key?: string;
  keyStdin?: boolean;
  as?: string;
}

/**
 * The key that a person gives: as an option, on standard input, or asked for at the terminal and not shown; or one that is
 * made for this machine once they have signed in with their password.
 *
 * @returns undefined when the person left instead of answering
 * @throws CliError when there is nobody to ask, or what is given cannot be a key; it is not repeated
 */
export async function readKey(cli: Cli, source: KeySource): Promise<string | undefined> {
  const ways = [source.key !== undefined, source.keyStdin === true, source.as !== undefined].filter(Boolean).length;
  if (ways > 1) throw refused('--key, --key-stdin and --as exclude each other', 'give one of them');
  const { terminal, config } = cli;
  const given = await givenKey();
  if (given === undefined) return undefined;
  const key = given.trim();
  if (key === '') throw refused('the key is empty', 'give a key as it was shown, such as lsk_…');
  if (!isKeyText(key)) {
    throw refused('this is no key', 'give it as it was shown, such as lsk_…, and nothing else');
  }
  return key;

  async function givenKey(): Promise<string | undefined> {
    if (source.key !== undefined) return source.key;
    if (source.as !== undefined) return madeKey(cli, source.as);
    if (source.keyStdin === true && !terminal.stdinIsTTY) return terminal.readStdin();
    if (terminal.stdinIsTTY) return terminal.askSecret(`Key for ${config.url}: `);
    throw refused('there is no terminal to ask for the key at', '--key-stdin reads it from standard input');
  }
}

async function madeKey(cli: Cli, email: string): Promise<string | undefined> {
  const name = `longshore on ${hostname()}`.slice(0, 100);
  return (await inPerson(cli, email, (api) => createApiKey(api, { name })))?.key;
}

function refused(what: string, advice: string): CliError {
  return new CliError({ what, where: 'longshore login', advice, exitCode: EXIT.refused, code: 'usage' });
}
