import type { Permission } from '@longshore/schemas';
import { createApiKey } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';
import { inPerson } from '../sign-in/in-person.ts';
import { scopeWords } from './list.ts';

export interface KeyCreateOptions {
  scope?: Permission[];
  days?: number;
  as?: string;
  json?: boolean;
}

/** `longshore key create`: the key alone on stdout, so that a script can take it. */
export async function keyCreate(cli: Cli, name: string, { scope, days, as, json }: KeyCreateOptions): Promise<number> {
  const wanted = {
    name,
    ...(scope === undefined ? {} : { scope }),
    ...(days === undefined ? {} : { expiresInDays: days }),
  };
  const made = await inPerson(cli, as, (api) => createApiKey(api, wanted));
  if (made === undefined) {
    await cli.note('no key was made\n');
    return EXIT.interrupted;
  }
  if (json) {
    await cli.printJson(made);
    return EXIT.done;
  }
  await cli.print(`${made.key}\n`);
  await cli.note(
    `the key ${oneLine(made.apiKey.name)} of ${oneLine(made.apiKey.owner.email)}, for ${scopeWords(made.apiKey)} · it is not shown again\n`,
  );
  return EXIT.done;
}
