import type { Cli } from '../cli.ts';
import { isKeyText } from '../credentials/api-key.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/** Where `longshore login` takes the key from. */
export interface KeySource {
  key?: string;
  keyStdin?: boolean;
}

/**
 * The key that a person gives: as an option, on standard input, or asked for at the terminal and not shown.
 *
 * @returns undefined when the person left instead of answering
 * @throws CliError when there is nobody to ask, or what is given cannot be a key; it is not repeated
 */
export async function readKey({ terminal, config }: Cli, source: KeySource): Promise<string | undefined> {
  if (source.key !== undefined && source.keyStdin === true) {
    throw refused('--key and --key-stdin exclude each other', 'give one of them');
  }
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
    if (source.keyStdin === true && !terminal.stdinIsTTY) return terminal.readStdin();
    if (terminal.stdinIsTTY) return terminal.askSecret(`Key for ${config.url}: `);
    throw refused('there is no terminal to ask for the key at', '--key-stdin reads it from standard input');
  }
}

function refused(what: string, advice: string): CliError {
  return new CliError({ what, where: 'longshore login', advice, exitCode: EXIT.refused, code: 'usage' });
}
