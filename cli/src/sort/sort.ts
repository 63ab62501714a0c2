import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { sortHere } from './sort-here.ts';
import type { SortOptions } from './sort-options.ts';

/** `longshore sort`: on this machine, or on the fleet. */
export async function sort(cli: Cli, file: string | undefined, options: SortOptions): Promise<number> {
  const { local = false, topic, generate, again, detach, toTopic } = options;
  const given = [file, topic, generate, again].filter((one) => one !== undefined).length;
  if (given !== 1)
    throw wrongUse('name one thing to sort', 'a file, - for standard input, --topic, --generate or --again');
  if (!local) {
    refuseLocalOptions(options);
    return (await import('./remote/sort-remotely.ts')).sortRemotely(cli, file, options);
  }
  if (file === undefined || detach === true || toTopic !== undefined) {
    throw wrongUse(
      '--local sorts a file or standard input, waits for it, and knows no topics',
      'leave --local out to sort on the fleet',
    );
  }
  await sortHere(cli, file, options);
  return EXIT.done;
}

/** What a sorter uses is said by the job, and how long a line may be by the limits of the fleet. */
function refuseLocalOptions({ memory, spillFolder, maxLine }: SortOptions): void {
  const given = Object.entries({ '--memory': memory, '--spill-folder': spillFolder, '--max-line': maxLine });
  const [refused] = given.find(([, value]) => value !== undefined) ?? [];
  if (refused !== undefined) throw wrongUse(`${refused} goes with --local only`, 'add --local, or leave it out');
}

function wrongUse(what: string, advice: string): CliError {
  return new CliError({ what, where: 'longshore sort', advice, exitCode: EXIT.refused, code: 'usage' });
}
