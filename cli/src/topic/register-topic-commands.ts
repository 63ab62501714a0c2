import { type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption, indexOption, numberOption, pairOption } from '../parse/option-parsers.ts';
import type { ConsumeOptions } from './consume.ts';
import type { ProduceOptions } from './produce.ts';

/** Adds `topic` with its verbs. */
export function registerTopicCommands(program: Command, host: CommandHost): void {
  const topic = program.command('topic').description('look into topics, read and write records');
  withExamples(topic, [
    ['longshore topic list', 'what there is, and how many records'],
    ['longshore topic consume people -n 5', 'the first records'],
  ]);
  registerList(topic, host);
  registerShow(topic, host);
  registerCreate(topic, host);
  registerConsume(topic, host);
  registerProduce(topic, host);
}

function registerList(topic: Command, host: CommandHost): void {
  const list = topic
    .command('list')
    .alias('ls')
    .description('list topics')
    .option('--internal', 'Longshore’s own too')
    .option('--json', 'as one JSON document')
    .action((options: { internal?: boolean; json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).topicList(cli, options)),
    );
  withExamples(list, [['longshore topic list --internal', 'with the topics of the protocol']]);
}

function registerShow(topic: Command, host: CommandHost): void {
  const show = topic
    .command('show')
    .description('show a topic: records and offsets of each partition')
    .argument('<topic>', 'name')
    .option('--json', 'as one JSON document')
    .action((name: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./show.ts')).topicShow(cli, name, options)),
    );
  withExamples(show, [['longshore topic show people', 'where its records are']]);
}

function registerCreate(topic: Command, host: CommandHost): void {
  const create = topic
    .command('create')
    .description('create a topic (a job creates the one it names by itself)')
    .argument('<name>', 'letters, digits, ".", "_" and "-"')
    .option('--partitions <n>', 'how many (default: as configured)', numberOption)
    .option('--replication <n>', 'copies of each record (default: as configured)', numberOption)
    .option('--json', 'the topic as one JSON document')
    .action((name: string, options: { partitions?: number; replication?: number; json?: boolean }) =>
      host.run(async (cli) => (await import('./create.ts')).topicCreate(cli, name, options)),
    );
  withExamples(create, [['longshore topic create people --partitions 3', 'before anything writes to it']]);
}

function registerConsume(topic: Command, host: CommandHost): void {
  const consume = topic
    .command('consume')
    .description('print records, one a line; joins no group and commits nothing')
    .argument('<topic>', 'name')
    .addOption(
      new Option('--from <where>', 'beginning, or end: the last ones (default: beginning; with --follow: end)').choices(
        ['beginning', 'end'],
      ),
    )
    .option('-n, --limit <n>', 'how many (default: 10; with --follow: no end)', amountOption)
    .option('--partition <n>', 'only of this partition', indexOption)
    .option('-f, --follow', 'go on with what comes')
    .option('-k, --key', 'with the key, before a tab')
    .option('-o, --offset', 'with partition:offset, before a tab')
    .option('--json', 'one JSON object a line: partition, offset, time, key, headers, value')
    .action((name: string, options: ConsumeOptions) =>
      host.run(async (cli) => (await import('./consume.ts')).topicConsume(cli, name, options)),
    );
  withExamples(consume, [
    ['longshore topic consume people -n 5 --key', 'the first five with their keys'],
    ['longshore topic consume people --follow', 'what comes from now on'],
    ['longshore topic consume people -n 1000000 --json | jq .key', 'all of them, for a program'],
  ]);
}

function registerProduce(topic: Command, host: CommandHost): void {
  const produce = topic
    .command('produce')
    .description('write records: the values given, or each line of a file or of stdin')
    .argument('<topic>', 'name')
    .argument('[values...]', 'one record each')
    .option('--file <file>', 'one record a line; - reads stdin')
    .option('-k, --key <key>', 'key of each record')
    .option('--key-separator <text>', 'what stands between key and value in each line')
    .option('--header <K=V>', 'a header of each record (again for more)', pairOption)
    .option('--json', 'say what was done as one JSON document')
    .action((name: string, values: string[], options: ProduceOptions) =>
      host.run(async (cli) => (await import('./produce.ts')).topicProduce(cli, name, values, options)),
    );
  withExamples(produce, [
    [`longshore topic produce people '{"name":"Ada"}' --key 1`, 'one record'],
    ['longshore topic produce people --key-separator : < lines.txt', 'one a line, key:value'],
  ]);
}
