import type { Permission } from '@longshore/schemas';
import { createApiKey } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { oneLine } from '../output/width.ts';
import { scopeWords } from './list.ts';

export interface KeyCreateOptions {
  scope?: Permission[];
  days?: number;
  json?: boolean;
}

/** `longshore key create`: the key alone on stdout, so that a script can take it. */
export async function keyCreate(cli: Cli, name: string, { scope, days, json }: KeyCreateOptions): Promise<void> {
  const made = await createApiKey(cli.api, {
    name,
    ...(scope === undefined ? {} : { scope }),
    ...(days === undefined ? {} : { expiresInDays: days }),
  });
  if (json) return cli.printJson(made);
  await cli.print(`${made.key}\n`);
  await cli.note(
    `the key ${oneLine(made.apiKey.name)} of ${oneLine(made.apiKey.owner.email)}, for ${scopeWords(made.apiKey)} · it is not shown again\n`,
  );
}
