import type { OverlapPolicy } from '@longshore/schemas';
import { type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { addSpecOptions } from '../job/spec-options.ts';
import { durationOption } from '../parse/option-parsers.ts';
import type { ScheduleCreateOptions } from './create.ts';

const SCHEDULE = 'name, id, or the start of an id';

/** Written out: the schema’s own list would load the schema before it is known what is to be done. */
const OVERLAP = ['allow', 'skip', 'replace'] satisfies OverlapPolicy[];

/** Adds `schedule` with its verbs. */
export function registerScheduleCommands(program: Command, host: CommandHost): void {
  const schedule = program.command('schedule').description('run jobs at the times of a cron expression');
  withExamples(schedule, [
    [
      `longshore schedule create nightly --cron '30 2 * * *' --zone Europe/Berlin --image tool:1`,
      'each night at half past two',
    ],
    ['longshore schedule list', 'what runs when, and how it went'],
    ['longshore schedule run nightly --follow', 'now, and to its end'],
  ]);
  registerCreate(schedule, host);
  registerList(schedule, host);
  registerShow(schedule, host);
  registerPause(schedule, host);
  registerRun(schedule, host);
  registerDelete(schedule, host);
}

function registerCreate(schedule: Command, host: CommandHost): void {
  const create = addSpecOptions(
    schedule
      .command('create')
      .description('submit a job at each time of a cron expression')
      .argument('<name>', 'what the schedule is called: letters, digits, ".", "_" and "-"')
      .optionsGroup('When it runs:')
      .requiredOption('--cron <expression>', 'minute, hour, day of the month, month, day of the week')
      .option('--zone <zone>', 'time zone, such as Europe/Berlin (default: this machine’s)')
      .addOption(new Option('--overlap <policy>', 'when a job of it has not ended (default: skip)').choices(OVERLAP))
      .option('--missed-within <duration>', 'how late a missed time is made up for (default: 1h)', durationOption)
      .option('--paused', 'start nothing until it is resumed'),
  )
    .option('--json', 'as one JSON document')
    .action((name: string, command: string[], options: ScheduleCreateOptions) =>
      host.run(async (cli) => (await import('./create.ts')).scheduleCreate(cli, name, options, command)),
    );
  withExamples(create, [
    [`longshore schedule create nightly --cron '30 2 * * *' --zone Europe/Berlin --image tool:1`, 'each night'],
    [`longshore schedule create sample --cron '*/15 * * * *' --topic people --count 100`, 'records each quarter hour'],
    [`longshore schedule create report --cron '0 9 * * 1-5' --overlap replace -f job.yaml`, 'a job from a file'],
  ]);
}

function registerList(schedule: Command, host: CommandHost): void {
  const list = schedule
    .command('list')
    .alias('ls')
    .description('list schedules')
    .argument('[search]', 'part of the name, or the start of the id')
    .option('--json', 'as one JSON document')
    .action((search: string | undefined, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).scheduleList(cli, search, options)),
    );
  withExamples(list, [['longshore schedule list', 'next times and last jobs']]);
}

function registerShow(schedule: Command, host: CommandHost): void {
  const show = schedule
    .command('show')
    .description('show a schedule: its next five times, what became of its last')
    .argument('<schedule>', SCHEDULE)
    .option('--json', 'as one JSON document')
    .action((given: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./show.ts')).scheduleShow(cli, given, options)),
    );
  withExamples(show, [['longshore schedule show nightly', 'in its zone, and in that of this machine']]);
}

function registerPause(schedule: Command, host: CommandHost): void {
  for (const [verb, paused, does, example] of [
    ['pause', true, 'start nothing by themselves until they are resumed', 'its jobs that run go on'],
    ['resume', false, 'let paused schedules go on with their next time', 'what the pause left out stays left out'],
  ] as const) {
    const command = schedule
      .command(verb)
      .description(does)
      .argument('<schedule...>', SCHEDULE)
      .option('--json', 'one JSON object a line')
      .action((schedules: string[], options: { json?: boolean }) =>
        host.run(async (cli) => (await import('./pause.ts')).schedulePause(cli, schedules, paused, options)),
      );
    withExamples(command, [[`longshore schedule ${verb} nightly`, example]]);
  }
}

function registerRun(schedule: Command, host: CommandHost): void {
  const run = schedule
    .command('run')
    .description('submit the job of a schedule now, also while it is paused')
    .argument('<schedule>', SCHEDULE)
    .option('-f, --follow', 'follow the job to its end, as job run does')
    .option('--json', 'the job as one JSON document (with --follow: one JSON object a line)')
    .action((given: string, options: { follow?: boolean; json?: boolean }) =>
      host.run(async (cli) => (await import('./run.ts')).scheduleRun(cli, given, options)),
    );
  withExamples(run, [
    ['longshore schedule run nightly', 'prints the id of the job'],
    ['longshore schedule run nightly --follow', 'ends with its exit code'],
  ]);
}

function registerDelete(schedule: Command, host: CommandHost): void {
  const remove = schedule
    .command('delete')
    .alias('rm')
    .description('delete schedules; their jobs stay')
    .argument('<schedule...>', SCHEDULE)
    .option('--json', 'one JSON object a line')
    .action((schedules: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./delete.ts')).scheduleDelete(cli, schedules, options)),
    );
  withExamples(remove, [['longshore schedule delete nightly', 'jobs that run go on']]);
}
