import { z } from 'zod';
import { CliError } from './errors/cli-error.ts';
import { EXIT } from './errors/exit-codes.ts';

const httpUrl = z.url({ protocol: /^https?$/, error: 'an http:// or https:// address, such as http://127.0.0.1:3000' });

const environmentSchema = z.object({
  LONGSHORE_URL: httpUrl.default('http://127.0.0.1:3000').describe('Address of the control plane.'),
});

/** Settings of the command line, from the environment alone. */
export interface CliConfig {
  /** Address of the control plane, without a slash at the end. */
  readonly url: string;
}

/**
 * @param environment - such as `process.env`; an empty value counts as not given
 * @throws CliError that names the variable, what was given and what is accepted
 */
export function readConfig(environment: Record<string, string | undefined>): CliConfig {
  const given = { LONGSHORE_URL: environment.LONGSHORE_URL || undefined };
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'LONGSHORE_URL');
    throw new CliError({
      what: `${name} is not usable: ${JSON.stringify(given.LONGSHORE_URL)}`,
      where: `environment variable ${name}`,
      advice: `set it to ${issue?.message ?? 'a valid value'}`,
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  return Object.freeze({ url: parsed.data.LONGSHORE_URL.replace(/\/+$/, '') });
}

/** The environment of this process, for the one place that starts the program. */
export function processEnvironment(): Record<string, string | undefined> {
  return process.env;
}
