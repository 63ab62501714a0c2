import { endAllSessions, endSession, listSessions, signUserOut } from '../api/access.ts';
import type { ApiClient } from '../api/api-client.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { pickOne } from '../command/pick-one.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';
import { inPerson } from '../sign-in/in-person.ts';
import { findUser } from '../user/find-user.ts';

export interface SessionEndOptions {
  all?: boolean;
  user?: string;
  as?: string;
  json?: boolean;
}

/** `longshore session end`: single ones of one's own, all of them, or all of somebody's. */
export async function sessionEnd(cli: Cli, given: readonly string[], options: SessionEndOptions): Promise<number> {
  const ways = [given.length > 0, options.all === true, options.user !== undefined].filter(Boolean).length;
  if (ways !== 1) {
    throw new CliError({
      what: ways === 0 ? 'say which sessions' : 'say in one way which sessions',
      where: 'longshore session end',
      advice: 'name them as longshore session list does, or give --all or --user',
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  if (options.user !== undefined) {
    const { id, email } = await findUser(cli, options.user);
    await signUserOut(cli.api, id);
    await say(cli, options, { user: id, ended: true }, `${oneLine(email)} is signed out everywhere`);
    return EXIT.done;
  }
  const exitCode = await inPerson(cli, options.as, (api) => endOwn(cli, api, given, options));
  return exitCode ?? EXIT.interrupted;
}

async function endOwn(cli: Cli, api: ApiClient, given: readonly string[], options: SessionEndOptions): Promise<number> {
  if (options.all === true) {
    await endAllSessions(api);
    await say(cli, options, { ended: true }, 'you are signed out everywhere');
    return EXIT.done;
  }
  const { items } = await listSessions(api);
  return eachOf(cli, given, async (one) => {
    const { id } = pickOne(cli, items, one, { noun: 'session', id: (item) => item.id, names: () => [] });
    await endSession(api, id);
    await say(cli, options, { id, ended: true }, `${id} ended`);
  });
}

function say(cli: Cli, { json }: SessionEndOptions, document: unknown, words: string): Promise<void> {
  return json ? cli.printJsonLine(document) : cli.print(`${words}\n`);
}
