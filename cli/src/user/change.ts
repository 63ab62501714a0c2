import type { Role } from '@longshore/schemas';
import { changeUser } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';
import { findUser } from './find-user.ts';
import { userState } from './list.ts';

export interface UserChangeOptions {
  name?: string;
  role?: Role;
  disable?: boolean;
  enable?: boolean;
  json?: boolean;
}

/** `longshore user change` */
export async function userChange(cli: Cli, given: string, options: UserChangeOptions): Promise<void> {
  const { name, role, disable, enable } = options;
  if (disable && enable) throw usage('--disable and --enable exclude each other', 'give one of them');
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role }),
    ...(disable ? { disabled: true } : enable ? { disabled: false } : {}),
  };
  if (Object.keys(change).length === 0) {
    throw usage('nothing to change', 'give --name, --role, --disable or --enable');
  }
  const user = await changeUser(cli.api, (await findUser(cli, given)).id, change);
  if (options.json) return cli.printJson(user);
  await cli.print(`${oneLine(user.email)}: ${oneLine(user.name)}, ${user.role}  ${cli.style.state(userState(user))}\n`);
}

function usage(what: string, advice: string): CliError {
  return new CliError({ what, where: 'longshore user change', advice, exitCode: EXIT.refused, code: 'usage' });
}
