import { makeOneTimeLink } from '../api/access.ts';
import { ApiClient } from '../api/api-client.ts';
import { CliError } from '../errors/cli-error.ts';
import type { StackConfig } from './config.ts';
import { readOwnerKey } from './prepare/secrets.ts';

/**
 * What is said of signing in once the stack is up: a link that signs its owner in, or why there is none. That a link
 * could not be made is no reason for `up` to fail.
 */
export async function signInWords({ stateDirectory, ports }: StackConfig): Promise<string> {
  const url = `http://127.0.0.1:${ports.web}`;
  const secret = readOwnerKey(stateDirectory);
  const key = secret === undefined ? undefined : ({ secret, from: 'stack' } as const);
  try {
    const { path } = await makeOneTimeLink(new ApiClient(url, () => Promise.resolve(key)));
    return `Sign in: ${url}${path}\n(works once, within ten minutes; ./longshore open makes another)`;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return `Sign in: ./longshore open (${error.what}${error.advice === undefined ? '' : ` · ${error.advice}`})`;
  }
}
