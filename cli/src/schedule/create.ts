import type { CreatedSchedule, OverlapPolicy, ScheduleInput } from '@longshore/schemas';
import { formatInZone, formatUntil, ownZone } from '@longshore/schemas/words';
import { ProblemError } from '../api/problem-to-error.ts';
import { createSchedule } from '../api/schedules.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { fieldName, readSpec, type SpecSource } from '../job/read-spec.ts';

export interface ScheduleCreateOptions extends SpecSource {
  cron: string;
  zone?: string;
  overlap?: OverlapPolicy;
  missedWithin?: number;
  paused?: boolean;
  json?: boolean;
}

const FLAG_OF_SCHEDULE_FIELD: Readonly<Record<string, string>> = {
  name: 'the name of the schedule',
  cron: '--cron',
  zone: '--zone',
  overlap: '--overlap',
  missedRunWindowMs: '--missed-within (missedRunWindowMs)',
};

/** `longshore schedule create` */
export async function scheduleCreate(
  cli: Cli,
  name: string,
  options: ScheduleCreateOptions,
  command: readonly string[],
): Promise<void> {
  const { cron, zone = ownZone(), overlap, missedWithin, paused, ...source } = options;
  // Which kinds of job may be scheduled, the control plane says.
  const job = (await readSpec(cli, source, command)) as ScheduleInput['job'];
  const schedule: ScheduleInput = {
    name,
    cron,
    zone,
    job,
    ...(overlap === undefined ? {} : { overlap }),
    ...(missedWithin === undefined ? {} : { missedRunWindowMs: missedWithin }),
    ...(paused === undefined ? {} : { paused }),
  };
  const created = await refusedByFlag(() => createSchedule(cli.api, schedule));
  if (options.json) return cli.printJson(created);
  // The id alone on stdout, so that a script can take it.
  await cli.print(`${created.id}\n`);
  await cli.note(createdWords(created, zone, cli.terminal.nowMs()));
}

function createdWords({ name, words, nextTimes }: CreatedSchedule, zone: string, nowMs: number): string {
  const [next] = nextTimes;
  const first =
    next === undefined ? '' : ` · next ${formatInZone(next, zone)}, ${formatUntil(Date.parse(next) - nowMs)}`;
  return `${name}: ${words} (${zone})${first}\n`;
}

/** A refusal names flags in place of field paths. */
async function refusedByFlag<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status >= 500 || error.fields.length === 0) throw error;
    throw new CliError({
      what: 'the schedule is not accepted',
      where: 'the options given',
      advice: 'correct what is named below',
      details: error.fields.map(({ path, message }) => `${flagOf(path)}: ${message}`),
      exitCode: EXIT.refused,
      code: error.code,
      cause: error,
    });
  }
}

function flagOf(path: string): string {
  return FLAG_OF_SCHEDULE_FIELD[path] ?? fieldName(path.replace(/^job\.?/, ''));
}
