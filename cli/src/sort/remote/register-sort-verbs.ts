import type { Command } from 'commander';
import type { CommandHost } from '../../command/command-host.ts';
import { withExamples } from '../../command/examples.ts';
import { amountOption, indexOption } from '../../parse/option-parsers.ts';

const SORT = 'id, or the start of an id';

/** Adds what can be done with sorts of the fleet beside asking for one. */
export function registerSortVerbs(sort: Command, host: CommandHost): void {
  const list = sort
    .command('list')
    .alias('ls')
    .description('list sorts of the fleet, the newest first')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).sortList(cli, options)),
    );
  withExamples(list, [['longshore sort list', 'what was sorted, and how it went']]);

  const show = sort
    .command('show')
    .description('show a sort: parts, balance, what was moved, and the proof')
    .argument('<sort>', SORT)
    .option('--json', 'as one JSON document')
    .action((given: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./show.ts')).sortShow(cli, given, options)),
    );
  withExamples(show, [['longshore sort show 0192', 'how far it is, or how it went']]);

  const result = sort
    .command('result')
    .description('write the result of a sort, or some of its elements by rank')
    .argument('<sort>', SORT)
    .option('-o, --output <file>', 'where it goes (default: standard output)')
    .option('--from <rank>', 'begin with this rank, counted from 0', indexOption)
    .option('--limit <count>', 'so many elements at most', amountOption)
    // `sort` has an option of the same name, which takes it wherever it stands.
    .action((given: string, _own: unknown, command: Command) =>
      host.run(async (cli) => (await import('./result.ts')).sortResult(cli, given, command.optsWithGlobals())),
    );
  withExamples(result, [
    ['longshore sort result 0192 -o sorted.txt', 'all of it'],
    ['longshore sort result 0192 --from 1000000 --limit 1', 'element 1,000,000'],
  ]);

  const stop = sort
    .command('stop')
    .description('cancel sorts')
    .argument('<sort...>', SORT)
    .option('--json', 'one JSON object a line')
    .action((sorts: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./stop.ts')).sortStop(cli, sorts, options)),
    );
  withExamples(stop, [['longshore sort stop 0192', 'what was uploaded stays until it is deleted']]);

  const remove = sort
    .command('delete')
    .alias('rm')
    .description('delete sorts that have ended, with their results')
    .argument('<sort...>', SORT)
    .option('--json', 'one JSON object a line')
    .action((sorts: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./delete.ts')).sortDelete(cli, sorts, options)),
    );
  withExamples(remove, [['longshore sort delete 0192', 'its topics go too']]);
}
