import { deleteUser } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { oneLine } from '../output/width.ts';
import { findUser } from './find-user.ts';

/** `longshore user delete`: with sessions and keys. */
export async function userDelete(cli: Cli, users: readonly string[], options: { json?: boolean }): Promise<number> {
  return eachOf(cli, users, async (given) => {
    const { id, email } = await findUser(cli, given);
    await deleteUser(cli.api, id);
    if (options.json) await cli.printJsonLine({ id, email, deleted: true });
    else await cli.print(`${oneLine(email)} deleted\n`);
  });
}
