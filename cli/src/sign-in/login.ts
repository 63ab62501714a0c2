import { whoAsks } from '../api/access.ts';
import { ApiClient } from '../api/api-client.ts';
import type { Cli } from '../cli.ts';
import { CredentialsFile } from '../credentials/credentials-file.ts';
import { warnOfOpenWay } from '../credentials/find-key.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { type KeySource, readKey } from './read-key.ts';
import { whoWords } from './whoami.ts';

/** `longshore login`: looks whether the control plane knows the key, and keeps it only then. */
export async function login(cli: Cli, options: KeySource & { json?: boolean }): Promise<number> {
  const secret = await readKey(cli, options);
  if (secret === undefined) {
    await cli.note('nothing was kept\n');
    return EXIT.interrupted;
  }
  await warnOfOpenWay(cli.terminal, cli.config.url);
  const session = await whoAsks(new ApiClient(cli.config.url, () => Promise.resolve({ secret, from: 'given' })));
  const file = new CredentialsFile(cli.config.credentialsFile);
  await file.keep(cli.config.url, secret);
  if (options.json) await cli.printJson(session);
  else {
    await cli.print(`${cli.config.url}: ${whoWords(session)}\n`);
    await cli.note(`the key is kept in ${file.path}\n`);
  }
  if (cli.config.apiKey !== undefined) await cli.note('LONGSHORE_API_KEY is set and goes before it\n');
  return EXIT.done;
}
