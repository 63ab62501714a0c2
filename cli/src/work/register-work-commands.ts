import type { WorkType } from '@longshore/schemas';
// Not from where the schemas are: those would be loaded before it is known what is to be done.
import { WORK_ITEM_STATUSES, WORK_TYPES } from '@longshore/schemas/work-item';
import { Argument, type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption, durationOption, indexOption } from '../parse/option-parsers.ts';
import type { WorkListOptions } from './list.ts';
import type { WorkRedriveOptions } from './redrive.ts';
import type { WorkScaleOptions } from './scale.ts';
import type { WorkSubmitOptions } from './submit.ts';

const ITEM = 'the id of an item, or the start of it';

/** Adds `work` with its verbs. */
export function registerWorkCommands(program: Command, host: CommandHost): void {
  const work = program.command('work').description('small units of typed work, taken from queues by workers');
  withExamples(work, [
    [`longshore work submit compute '{"operation":"digest","input":"abc"}' --wait`, 'and what came of it'],
    ['longshore work queues', 'how deep, how fast, who works'],
    ['longshore work dead', 'what failed for good, and why'],
  ]);
  registerSubmit(work, host);
  registerList(work, host);
  registerShow(work, host);
  registerDead(work, host);
  registerRedrive(work, host);
  registerQueues(work, host);
  registerScale(work, host);
}

function registerSubmit(work: Command, host: CommandHost): void {
  const submit = work
    .command('submit')
    .description('put an item into the queue of its type')
    .addArgument(new Argument('<type>', 'what is asked for').choices(WORK_TYPES))
    .argument('[payload]', 'in JSON; - reads JSON or YAML from stdin')
    .option('-f, --file <file>', 'read the payload from a JSON or YAML file')
    .option('--upload <file>', 'of a file item: this file')
    .option('--url <url>', 'of a file item: what is at this address')
    .option('--max-tries <count>', 'how often it is tried in all (default: 5)', amountOption)
    .option('--wait', 'wait for what comes of it; ends with 1 when it failed')
    .option('--json', 'as one JSON document')
    .action((type: WorkType, payload: string | undefined, options: WorkSubmitOptions) =>
      host.run(async (cli) => (await import('./submit.ts')).workSubmit(cli, type, payload, options)),
    );
  withExamples(submit, [
    [`longshore work submit compute '{"operation":"prime-count","limit":1000000}' --wait`, 'prints the result'],
    ['longshore work submit file --upload README.md --wait', 'digest, size, lines and words'],
    [`longshore work submit blockchain '{"operation":"append","chain":"a","records":["x"]}'`, 'prints the id'],
  ]);
}

function registerList(work: Command, host: CommandHost): void {
  const list = work
    .command('list')
    .alias('ls')
    .description('list items, the newest first')
    .addOption(new Option('--type <type...>', 'only of these types').choices(WORK_TYPES))
    .addOption(new Option('--status <status...>', 'only of these states').choices(WORK_ITEM_STATUSES))
    .option('--limit <count>', 'how many (default: 20)', amountOption)
    .option('--json', 'as one JSON document')
    .action((options: WorkListOptions) => host.run(async (cli) => (await import('./list.ts')).workList(cli, options)));
  withExamples(list, [['longshore work list --type compute --status processing', 'what is being worked on']]);
}

function registerShow(work: Command, host: CommandHost): void {
  const show = work
    .command('show')
    .description('show an item: what went in, what came out, its life')
    .argument('<item>', ITEM)
    .option('--json', 'as one JSON document')
    .action((item: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./show.ts')).workShow(cli, item, options)),
    );
  withExamples(show, [['longshore work show 0199', 'the start of an id will do']]);
}

function registerDead(work: Command, host: CommandHost): void {
  const dead = work
    .command('dead')
    .description('list dead letters: items that failed for good')
    .addOption(new Option('--type <type...>', 'only of these types').choices(WORK_TYPES))
    .option('--limit <count>', 'how many (default: 20)', amountOption)
    .option('--json', 'as one JSON document')
    .action((options: WorkListOptions) => host.run(async (cli) => (await import('./list.ts')).workDead(cli, options)));
  withExamples(dead, [['longshore work dead --type file', 'with why each failed']]);
}

function registerRedrive(work: Command, host: CommandHost): void {
  const redrive = work
    .command('redrive')
    .description('give dead letters all their tries anew')
    .argument('[item...]', ITEM)
    .addOption(new Option('--type <type>', 'all of a type').choices(WORK_TYPES))
    .option('--json', 'one JSON object a line')
    .action((items: string[], options: WorkRedriveOptions) =>
      host.run(async (cli) => (await import('./redrive.ts')).workRedrive(cli, items, options)),
    );
  withExamples(redrive, [['longshore work redrive --type file', 'once the server is back']]);
}

function registerQueues(work: Command, host: CommandHost): void {
  const queues = work
    .command('queues')
    .description('list the queues: depth, rate, oldest age, workers')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./queues.ts')).workQueues(cli, options)),
    );
  withExamples(queues, [['longshore work queues', 'one line a type']]);
}

function registerScale(work: Command, host: CommandHost): void {
  const scale = work
    .command('scale')
    .description('change the limits within which the fleet runs workers for a queue')
    .addArgument(new Argument('<type>', 'which queue').choices(WORK_TYPES))
    .option('--minimum <count>', 'workers that are kept also when there is nothing to do', indexOption)
    .option('--maximum <count>', 'the most at once; 0: the fleet runs none by itself', indexOption)
    .option('--items-per-worker <count>', 'so many waiting items call for a worker more', amountOption)
    .option('--idle <duration>', 'how long nothing has to be done before workers are stopped', durationOption)
    .option('--json', 'as one JSON document')
    .action((type: WorkType, options: WorkScaleOptions) =>
      host.run(async (cli) => (await import('./scale.ts')).workScale(cli, type, options)),
    );
  withExamples(scale, [['longshore work scale compute --maximum 8', 'up to eight, by what waits']]);
}
