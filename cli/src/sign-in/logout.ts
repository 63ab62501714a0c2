import type { Cli } from '../cli.ts';
import { CredentialsFile } from '../credentials/credentials-file.ts';

/** `longshore logout`: forgets the key here; the key itself goes on counting. */
export async function logout(cli: Cli, options: { json?: boolean }): Promise<void> {
  const { url, credentialsFile, apiKey } = cli.config;
  const forgotten = await new CredentialsFile(credentialsFile).forget(url);
  if (options.json) await cli.printJson({ url, forgotten });
  else if (forgotten) {
    await cli.print(`${url}: the key is forgotten here\n`);
    await cli.note('it still counts where else it is: longshore key revoke, or the settings page, ends it\n');
  } else await cli.print(`${url}: no key was kept\n`);
  if (apiKey !== undefined) await cli.note('LONGSHORE_API_KEY is set and goes on being used\n');
}
