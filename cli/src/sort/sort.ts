import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { sortHere } from './sort-here.ts';
import type { SortOptions } from './sort-options.ts';

/** `longshore sort`: on this machine, or on the fleet. */
export async function sort(cli: Cli, file: string, options: SortOptions): Promise<void> {
  if (options.local === true) return sortHere(cli, file, options);
  throw new CliError({
    what: 'sorting on the fleet is not there yet',
    where: 'longshore sort',
    advice: 'give --local to sort on this machine',
    exitCode: EXIT.refused,
    code: 'usage',
  });
}
