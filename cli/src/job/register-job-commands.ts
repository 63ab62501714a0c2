import type { Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption, durationOption, indexOption, listOption } from '../parse/option-parsers.ts';
import { addFilterOptions } from './filter-options.ts';
import type { JobListOptions } from './list.ts';
import type { JobLogsOptions } from './logs.ts';
import type { ManyOptions } from './many.ts';
import type { SpecSource } from './read-spec.ts';
import type { JobRunOptions } from './run.ts';
import { addSpecOptions } from './spec-options.ts';

const JOB = 'id, the start of an id, or a name';

/** In which order the words of a job are taken. */
const LAID_OVER =
  'A file (-f) is laid over the template (--template), and options over both: fields one by one, lists as a whole.';

/** Adds `job` with its verbs. */
export function registerJobCommands(program: Command, host: CommandHost): void {
  const job = program.command('job').description('run, follow, look at and stop jobs');
  withExamples(job, [
    ['longshore job run --topic people --count 10000', 'generate records and follow the job'],
    ['longshore job list', 'what runs and what ran'],
    ['longshore job show people', 'why, when and where'],
  ]);
  registerRun(job, host);
  registerPlan(job, host);
  registerList(job, host);
  registerShow(job, host);
  registerLogs(job, host);
  registerAttach(job, host);
  registerQueue(job, host);
  registerStop(job, host);
  registerRerun(job, host);
  registerDelete(job, host);
}

function registerRun(job: Command, host: CommandHost): void {
  const run = addSpecOptions(job.command('run').description('submit a job and follow it to its end'))
    .option('-d, --detach', 'only submit: print the id and end')
    .option('--no-logs', 'follow without the program’s output')
    .option('--place-within <duration>', 'stop it, and end with 2, if it was not placed by then', durationOption)
    .option('--json', 'one JSON object a line (with --detach: one document)')
    .action((command: string[], options: JobRunOptions) =>
      host.run(async (cli) => (await import('./run.ts')).jobRun(cli, options, command)),
    );
  withExamples(run, [
    ['longshore job run --topic people --count 10000 --field name=person.fullName', 'records in a topic'],
    ['longshore job run --image alpine:3 -- echo hello', 'any image, with arguments'],
    ['longshore job run --image tool:1 --cpu 0.5 --memory 256MiB --deadline 5m', 'with limits'],
    ['longshore job run -f job.yaml --name nightly --detach', 'from a file, without waiting'],
    ['longshore job run --template tool --env DAY=monday', 'from a template, with what differs'],
  ]);
  run.addHelpText(
    'after',
    `\n${LAID_OVER}\nInterrupt once to stop the job, twice to leave it to itself.\n` +
      'Ends with the exit code of the container: longshore help exit-codes tells the others.',
  );
}

function registerPlan(job: Command, host: CommandHost): void {
  const plan = addSpecOptions(job.command('plan').description('show where a job would go, and why; submits nothing'))
    .option('--json', 'the plan as one JSON document')
    .action((command: string[], options: SpecSource & { json?: boolean }) =>
      host.run(async (cli) => (await import('./plan.ts')).jobPlan(cli, options, command)),
    );
  withExamples(plan, [
    ['longshore job plan --image tool:1 --memory 8GiB', 'would it fit'],
    ['longshore job plan -f job.yaml --json', 'each candidate, filter and score'],
    ['longshore job plan --template tool --parallelism 8', 'what a template would do, with changes'],
  ]);
  plan.addHelpText('after', `\n${LAID_OVER}`);
}

function registerList(job: Command, host: CommandHost): void {
  const list = job
    .command('list')
    .alias('ls')
    .description('list jobs, newest first')
    .argument('[search]', 'part of the name, or the start of the id')
    .option('--state <state>', 'only in this state, such as running (again for more)', listOption)
    .option('--kind <kind>', 'only container or data-generator jobs')
    .option('--agent <id>', 'only with a try on this agent')
    .option('--topic <topic>', 'only with this topic')
    .option('--schedule <schedule>', 'only of this schedule, by its name or id')
    .option('-n, --limit <n>', 'how many', amountOption, 30)
    .option('--all', 'all of them')
    .option('--json', 'as one JSON document')
    .action((search: string | undefined, options: Omit<JobListOptions, 'search'>) =>
      host.run(async (cli) =>
        (await import('./list.ts')).jobList(cli, search === undefined ? options : { ...options, search }),
      ),
    );
  withExamples(list, [
    ['longshore job list', 'the newest'],
    ['longshore job list --state running,queued', 'what is not over'],
    ['longshore job list nightly --json', 'by name, for a program'],
  ]);
}

function registerShow(job: Command, host: CommandHost): void {
  const show = job
    .command('show')
    .description('show a job: state, reason, timeline, tries, placement')
    .argument('<job>', JOB)
    .option('--json', 'as one JSON document')
    .action((given: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./show.ts')).jobShow(cli, given, options)),
    );
  withExamples(show, [
    ['longshore job show people', 'by name'],
    ['longshore job show 0198a1b2-c3d4', 'by the start of its id'],
  ]);
}

function registerLogs(job: Command, host: CommandHost): void {
  const logs = job
    .command('logs')
    .description('print what a job wrote')
    .argument('<job>', JOB)
    .option('-f, --follow', 'go on until the job ends')
    .option('--tail <n>', 'only the last lines', amountOption)
    .option('--task <index>', 'only of this task', indexOption)
    .option('--try <n>', 'only of this try', amountOption)
    .option('-t, --timestamps', 'with the time of each line')
    .option('--json', 'one JSON object a line')
    .action((given: string, options: JobLogsOptions) =>
      host.run(async (cli) => (await import('./logs.ts')).jobLogs(cli, given, options)),
    );
  withExamples(logs, [
    ['longshore job logs people --follow', 'as it comes'],
    ['longshore job logs people --tail 20 --timestamps', 'the last lines'],
  ]);
}

function registerAttach(job: Command, host: CommandHost): void {
  const attach = job
    .command('attach')
    .description('follow a job as job run does, and end with its exit code')
    .argument('<job>', JOB)
    .option('--no-logs', 'without the program’s output')
    .option('--json', 'one JSON object a line')
    .action((given: string, options: { logs: boolean; json?: boolean }) =>
      host.run(async (cli) => (await import('./attach-verb.ts')).jobAttach(cli, given, options)),
    );
  withExamples(attach, [['longshore job attach people', 'interrupt once to stop it, twice to leave it']]);
}

function registerQueue(job: Command, host: CommandHost): void {
  const queue = job
    .command('queue')
    .description('show what waits to be placed, in order, and why')
    .option('-n, --limit <n>', 'how many', amountOption, 30)
    .option('--json', 'as one JSON document, with each agent’s receipt')
    .action((options: { limit: number; json?: boolean }) =>
      host.run(async (cli) => (await import('./queue.ts')).jobQueue(cli, options)),
    );
  withExamples(queue, [['longshore job queue', 'who is first, and what would make it fit']]);
}

function registerStop(job: Command, host: CommandHost): void {
  const stop = addFilterOptions(job.command('stop').description('ask jobs to stop').argument('[job...]', JOB))
    .option('--wait', 'until the named ones have ended')
    .option('--json', 'one JSON object a line; with a filter one document')
    .action((jobs: string[], options: ManyOptions & { wait?: boolean }) =>
      host.run(async (cli) => (await import('./stop.ts')).jobStop(cli, jobs, options)),
    );
  withExamples(stop, [
    ['longshore job stop people --wait', 'and wait for the end'],
    ['longshore job stop --state running --topic people', 'how many would it be'],
    ['longshore job stop --state running --topic people --yes', 'all of them'],
  ]);
}

function registerRerun(job: Command, host: CommandHost): void {
  const rerun = addFilterOptions(
    job.command('rerun').description('submit ended jobs once more, as new jobs').argument('[job...]', JOB),
  )
    .option('--json', 'as one JSON document')
    .action((jobs: string[], options: ManyOptions) =>
      host.run(async (cli) => (await import('./rerun.ts')).jobRerun(cli, jobs, options)),
    );
  withExamples(rerun, [
    ['longshore job rerun people', 'the same spec, a new job'],
    ['longshore job rerun --state failed --schedule nightly --yes', 'all that failed'],
  ]);
}

function registerDelete(job: Command, host: CommandHost): void {
  const remove = addFilterOptions(
    job
      .command('delete')
      .alias('rm')
      .description('forget ended jobs, with their logs and history')
      .argument('[job...]', JOB),
  )
    .option('--json', 'one JSON object a line; with a filter one document')
    .action((jobs: string[], options: ManyOptions) =>
      host.run(async (cli) => (await import('./delete.ts')).jobDelete(cli, jobs, options)),
    );
  withExamples(remove, [
    ['longshore job delete people', 'records in topics stay'],
    ['longshore job delete --state succeeded,stopped --yes', 'all that ended well or were stopped'],
  ]);
}
