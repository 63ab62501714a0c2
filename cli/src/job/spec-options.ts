import { type Command, Option } from 'commander';
import {
  bytesOption,
  cpuOption,
  durationOption,
  listOption,
  numberOption,
  pairOption,
  placeOption,
  recordCountOption,
  wholeTextOption,
} from '../parse/option-parsers.ts';

/** Which flag stands for which field of a job, so that a refused field is named as it was given. */
export const FLAG_OF_FIELD: Readonly<Record<string, string>> = {
  kind: '--kind',
  name: '--name',
  image: '--image',
  topic: '--topic',
  environment: '--env',
  'resources.cpuMillis': '--cpu',
  'resources.memoryBytes': '--memory',
  'resources.pidsLimit': '--pids',
  parallelism: '--parallelism',
  perHost: '--per-host',
  priority: '--priority',
  'placement.agents': '--agent',
  'placement.labels': '--label',
  'placement.constraints': '--constraint',
  'placement.preferredLabels': '--prefer',
  'placement.affinities': '--affinity',
  'placement.platform': '--platform',
  'placement.spreadOver': '--spread',
  'placement.near': '--near',
  'retry.maxAttempts': '--tries',
  imagePolicy: '--pull',
  pullTimeoutMs: '--pull-timeout',
  stopGraceMs: '--grace',
  deadlineMs: '--deadline',
  jobDeadlineMs: '--job-deadline',
  entrypoint: '--entrypoint',
  command: 'the arguments after --',
  workingDirectory: '--workdir',
  user: '--user',
  'generator.count': '--count',
  'generator.ratePerSecond': '--rate',
  'generator.seed': '--seed',
  'generator.template': '--field',
};

/** Adds the options that say what a job is: `job run` and `job plan` share them. */
export function addSpecOptions(command: Command): Command {
  return command
    .argument('[arguments...]', 'after --: arguments for the program in the container')
    .optionsGroup('What to run:')
    .option('--template <name>', 'a template of the control plane; a file and other options are laid over it')
    .option('-f, --file <file>', 'a job in YAML or JSON; - reads stdin; other options are laid over it')
    .option('--image <image>', 'the image to run')
    .option('--topic <topic>', 'the topic it writes to or reads; created if it is missing')
    .addOption(
      new Option('--kind <kind>', 'default: data-generator with a topic and no image, else container').choices([
        'container',
        'data-generator',
      ]),
    )
    .option('--name <name>', 'a name for people')
    .option('-e, --env <K=V>', 'an environment variable (again for more)', pairOption)
    .option('--entrypoint <program>', 'instead of the image’s own')
    .option('--workdir <path>', 'working directory in the container')
    .option('--user <user>', 'user in the container')
    .optionsGroup('Records to generate:')
    .option('--count <n>', 'how many, or endless (default: 10000)', recordCountOption)
    .option('--rate <n>', 'records a second (default: as fast as it goes)', numberOption)
    .option('--seed <n>', 'the same seed gives the same records (default: 1)', numberOption)
    .option('--field <name=method>', 'a field and the faker method that fills it (again for more)', pairOption)
    .option('--fields <file>', 'fields and methods from a YAML or JSON file')
    .optionsGroup('Size and place:')
    .option('--cpu <cores>', 'reserved and limit, such as 0.5 or 250m (default: 0.25)', cpuOption)
    .option('--memory <bytes>', 'reserved and limit, such as 256MiB (default: 256MiB)', bytesOption)
    .option('--pids <n>', 'most processes and threads (default: 256)', numberOption)
    .option('--parallelism <n>', 'how many tasks (default: 1)', numberOption)
    .option('--per-host', 'one task on each matching agent, also on those that join later, until stopped')
    .option('--agent <id>', 'only on this agent (again for more)', listOption)
    .option('--label <K=V>', 'only on agents with this label (again for more)', pairOption)
    .option(
      '--constraint <expression>',
      'only where this holds, such as "zone in (eu, us)" (again for more)',
      wholeTextOption,
    )
    .option('--prefer <K=V>', 'rather on agents with this label (again for more)', pairOption)
    .option('--affinity <expression>', 'rather where this holds, such as "cores > 4" (again for more)', wholeTextOption)
    .option('--platform <os/arch>', 'only on agents of this platform, such as linux/amd64')
    .option('--spread <label>', 'spread the tasks over the values of this label; agent: over the agents')
    .option('--near <place>', 'rather near this place: latitude,longitude, such as 52.52,13.40', placeOption)
    .option('--priority <n>', '0 to 100, higher goes first (default: 50)', numberOption)
    .optionsGroup('Time and tries:')
    .option('--deadline <duration>', 'longest run of one try, such as 5m', durationOption)
    .option(
      '--job-deadline <duration>',
      'longest time from now to the end of the whole job, such as 2h',
      durationOption,
    )
    .option('--tries <n>', 'tries in all, the first included (default: 3)', numberOption)
    .option('--grace <duration>', 'between SIGTERM and SIGKILL (default: 10s)', durationOption)
    .addOption(new Option('--pull <when>', 'when the image is pulled').choices(['missing', 'always', 'never']))
    .option('--pull-timeout <duration>', 'longest pull (default: 10m)', durationOption)
    .optionsGroup('Options:');
}
