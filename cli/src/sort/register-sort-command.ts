import { type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption, bytesOption } from '../parse/option-parsers.ts';
import type { SortOptions } from './sort-options.ts';

const TYPES = ['int32', 'int64', 'float64', 'text', 'json', 'csv'];

/** Adds `sort`. */
export function registerSortCommand(program: Command, host: CommandHost): void {
  const sort = program
    .command('sort')
    .description('sort numbers or lines')
    .argument('<file>', 'what to sort, one element a line; - is standard input')
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
      'how many sort at the same time (default: as many as there are processors)',
      amountOption,
    )
    .option(
      '--memory <amount>',
      'with --local: how much to use before the disk (default: half of what is free)',
      bytesOption,
    )
    .option('--spill-folder <folder>', 'with --local: where the disk is used (default: the system’s temporary folder)')
    .option('--max-line <amount>', 'refuse longer lines (default: 16MiB)', bytesOption)
    .action((file: string, options: SortOptions) =>
      host.run(async (cli) => (await import('./sort.ts')).sort(cli, file, options)),
    );
  withExamples(sort, [
    ['longshore sort numbers.txt --local --type int32 -o sorted.txt', 'numbers from a file to a file'],
    ['cut -f1 log | longshore sort - --local | uniq -c', 'in a pipe'],
    ['longshore sort orders.csv --local --type csv --key price --key-type number -r', 'records by a field'],
  ]);
}
