import { type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption, bytesOption } from '../parse/option-parsers.ts';
import { registerSortVerbs } from './remote/register-sort-verbs.ts';
import type { SortOptions } from './sort-options.ts';

const TYPES = ['int32', 'int64', 'float64', 'text', 'json', 'csv'];

/** Adds `sort`. */
export function registerSortCommand(program: Command, host: CommandHost): void {
  const sort = program
    .command('sort')
    .description('sort numbers or lines, on the fleet or on this machine')
    .argument('[file]', 'what to sort, one element a line; - is standard input')
    .option('--local', 'on this machine alone: no Kafka, no engine, no control plane')
    .option('-o, --output <file>', 'where the result goes, which may be the same file (default: standard output)')
    .addOption(new Option('--type <type>', 'what a line is').choices(TYPES).default('text'))
    .option('--key <field>', 'the field that json and csv are sorted by; json: a.b is b within a')
    .addOption(
      new Option('--key-type <type>', 'what that field holds, and is sorted as')
        .choices(['text', 'number'])
        .default('text'),
    )
    .option('--locale <locale>', 'order texts as this language does, such as de or sv-SE (default: by their bytes)')
    .option('-r, --descending', 'the last first')
    .option('-s, --stable', 'keep the order of lines whose keys are equal')
    .option(
      '-w, --workers <number>',
      'how many sort at the same time (default: as many as there are processors; on the fleet 2)',
      amountOption,
    )
    .option(
      '--memory <amount>',
      'with --local: how much to use before the disk (default: half of what is free)',
      bytesOption,
    )
    .option('--spill-folder <folder>', 'with --local: where the disk is used (default: the system’s temporary folder)')
    .option('--max-line <amount>', 'with --local: refuse longer lines (default: 16MiB)', bytesOption)
    .option('--topic <topic>', 'on the fleet: sort the records of this topic instead of a file')
    .option('--generate <distribution:count>', 'on the fleet: sort values made up there, such as zipf:1000000')
    .option('--to-topic <topic>', 'on the fleet: write the result to this new topic, a record for each element')
    .option('--again <sort>', 'on the fleet: sort once more what this sort has sorted, such as with other --workers')
    .option('--detach', 'on the fleet: do not wait for the result; print the id of the sort')
    .action((file: string | undefined, options: SortOptions) =>
      host.run(async (cli) => (await import('./sort.ts')).sort(cli, file, options)),
    );
  registerSortVerbs(sort, host);
  withExamples(sort, [
    ['longshore sort numbers.txt --type int32 --workers 4 -o sorted.txt', 'on four containers of the fleet'],
    ['longshore sort numbers.txt --local --type int32 -o sorted.txt', 'numbers from a file to a file'],
    ['cut -f1 log | longshore sort - --local | uniq -c', 'in a pipe'],
    ['longshore sort --topic orders --type json --key price --to-topic orders-by-price', 'from a topic to a topic'],
    ['longshore sort orders.csv --local --type csv --key price --key-type number -r', 'records by a field'],
  ]);
}
