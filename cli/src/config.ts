import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { isKeyText } from './credentials/api-key.ts';
import { CliError } from './errors/cli-error.ts';
import { EXIT } from './errors/exit-codes.ts';

const httpUrl = z.url({ protocol: /^https?$/, error: 'an http:// or https:// address, such as http://127.0.0.1:3000' });

const environmentSchema = z.object({
  LONGSHORE_URL: httpUrl.optional(),
  LONGSHORE_WEB_PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
});

/** Settings of the command line, from the environment alone. */
export interface CliConfig {
  /** Address of the control plane, without a slash at the end. */
  readonly url: string;
  /** The key that the environment gives, before any that is kept. */
  readonly apiKey?: string;
  /** Where `longshore login` keeps keys. */
  readonly credentialsFile: string;
}

/**
 * @param environment - such as `process.env`; an empty value counts as not given
 * @throws CliError that names the variable, what was given and what is accepted
 */
export function readConfig(environment: Record<string, string | undefined>): CliConfig {
  const { LONGSHORE_URL, LONGSHORE_WEB_PORT } = environment;
  const given = { LONGSHORE_URL: LONGSHORE_URL || undefined, LONGSHORE_WEB_PORT: LONGSHORE_WEB_PORT || undefined };
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = issue?.path[0] === 'LONGSHORE_WEB_PORT' ? 'LONGSHORE_WEB_PORT' : 'LONGSHORE_URL';
    const accepted = name === 'LONGSHORE_URL' ? issue?.message : 'a port, 1 to 65535';
    throw new CliError({
      what: `${name} is not usable: ${JSON.stringify(given[name])}`,
      where: `environment variable ${name}`,
      advice: `set it to ${accepted}`,
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  const url = parsed.data.LONGSHORE_URL ?? `http://127.0.0.1:${parsed.data.LONGSHORE_WEB_PORT}`;
  const apiKey = readKey(environment.LONGSHORE_API_KEY);
  return Object.freeze({
    url: url.replace(/\/+$/, ''),
    ...(apiKey === undefined ? {} : { apiKey }),
    credentialsFile: join(configHome(environment), 'longshore/credentials.json'),
  });
}

/** What was given is not repeated: it may be nearly a key. */
function readKey(given: string | undefined): string | undefined {
  const key = given?.trim() ?? '';
  if (key === '') return undefined;
  if (isKeyText(key)) return key;
  throw new CliError({
    what: 'LONGSHORE_API_KEY is not usable: it has characters that no key has, or is too short or too long',
    where: 'environment variable LONGSHORE_API_KEY',
    advice: 'set it to a key as it was shown, such as lsk_…',
    exitCode: EXIT.refused,
    code: 'usage',
  });
}

/** As the XDG base directories have it: a relative path counts as not given. */
function configHome({ XDG_CONFIG_HOME = '', HOME = '' }: Record<string, string | undefined>): string {
  if (isAbsolute(XDG_CONFIG_HOME)) return XDG_CONFIG_HOME;
  return join(isAbsolute(HOME) ? HOME : homedir(), '.config');
}

/** The environment of this process, for the one place that starts the program. */
export function processEnvironment(): Record<string, string | undefined> {
  return process.env;
}
