import { readFileSync } from 'node:fs';
import type { Account } from '../plan/service.ts';
import { runCommand } from './run-command.ts';

const accountName = 'longshore';

/** The account that the database server runs as when the stack is started by root; made at the first time. */
export async function ensureServiceAccount(): Promise<Account> {
  const known = findAccount(readFileSync('/etc/passwd', 'utf8'), accountName);
  if (known !== undefined) return known;
  await runCommand([
    'useradd',
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell=/usr/sbin/nologin',
    accountName,
  ]);
  const made = findAccount(readFileSync('/etc/passwd', 'utf8'), accountName);
  if (made === undefined) throw new Error(`the account "${accountName}" was made, but is not in /etc/passwd`);
  return made;
}

/** Reads an account's numbers out of the text of /etc/passwd. */
export function findAccount(passwd: string, name: string): Account | undefined {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([first]) => first === name);
  return fields === undefined ? undefined : { uid: Number(fields[2]), gid: Number(fields[3]) };
}
