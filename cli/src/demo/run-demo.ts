import { JOB_STATES, type JobDetail } from '@longshore/schemas';
import { formatCount, formatDuration, plural } from '@longshore/schemas/words';
import { jobEvents, submitJob } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { attachAndReport } from '../job/attach/attach-and-report.ts';
import { formatTimeline } from '../job/show.ts';
import { cut, oneLine } from '../output/width.ts';
import { freshTopic } from './fresh-topic.ts';
import { readBack } from './read-back.ts';
import { MANAGEMENT_SUBJECTS, registrySubjects } from './registry-subjects.ts';

/** Where the demo finds what it shows. */
export interface DemoPlaces {
  registryUrl: string;
  /** Address of a broker, as programs on this machine reach it. */
  bootstrapServers: string;
}

const RECORDS = 10_000;
const SHOWN = 3;
const PLACE_WITHIN_MS = 60_000;

/**
 * Generates records in a topic of their own, follows the job, and looks after each claim: the records in the topic,
 * the state of the job, the schemas in the registry.
 *
 * @returns 0 only if all of it was so
 */
export async function runDemo(cli: Cli, places: DemoPlaces, topicName = 'demo.people'): Promise<number> {
  const report = new Report(cli);
  const topic = await freshTopic(cli.api, topicName);
  await report.title(`Generating ${formatCount(RECORDS)} records in the topic ${topic}`);
  const { id } = await submitJob(cli.api, {
    kind: 'data-generator',
    name: topic,
    topic,
    generator: { count: RECORDS },
  });
  const { job, exitCode } = await attachAndReport(cli, id, { logs: false, placeWithinMs: PLACE_WITHIN_MS });
  if (exitCode === EXIT.interrupted) return exitCode;

  await report.title(`Reading the topic ${topic} back`);
  const since = cli.terminal.monotonicMs();
  const { records, distinctKeys, first } = await readBack(cli.api, topic, SHOWN);
  for (const { key, value } of first) await report.line(`${key}  ${value}`);
  const took = formatDuration(cli.terminal.monotonicMs() - since);
  await report.check(
    distinctKeys === RECORDS,
    `${formatCount(distinctKeys)} of ${formatCount(RECORDS)} distinct records in the topic (${plural(records, 'record')}, read in ${took})`,
  );

  await report.title('What became of the job');
  await showTimeline(cli, id, job);
  const state = job === undefined ? 'never seen' : JOB_STATES[job.state].word;
  await report.check(job?.state === 'SUCCEEDED', `the job ${id}: ${state}`);

  await report.title('The protocol’s schemas in the registry');
  const subjects = new Set(await registrySubjects(places.registryUrl));
  const missing = MANAGEMENT_SUBJECTS.filter((subject) => !subjects.has(subject));
  const listed = MANAGEMENT_SUBJECTS.filter((subject) => subjects.has(subject)).join(', ');
  await report.check(missing.length === 0, missing.length === 0 ? listed : `missing: ${missing.join(', ')}`);

  await report.title('See for yourself');
  await report.line(`web page   ${cli.config.url}/jobs/${id}`);
  await report.line(`kcat       kcat -C -q -e -b ${places.bootstrapServers} -t ${topic} -o beginning -f '%k  %s\\n'`);
  await report.line(`longshore  ./longshore topic consume ${topic} --key -n 5`);
  return report.failed ? EXIT.failed : EXIT.done;
}

async function showTimeline(cli: Cli, id: string, job: JobDetail | undefined): Promise<void> {
  if (job === undefined) return;
  const { items } = await jobEvents(cli.api, id);
  const drawing = { style: cli.style, width: cli.terminal.out.columns, nowMs: cli.terminal.nowMs() };
  await cli.print(formatTimeline(job.createdAt, items, drawing));
}

class Report {
  readonly #cli: Cli;
  failed = false;

  constructor(cli: Cli) {
    this.#cli = cli;
  }

  title(text: string): Promise<void> {
    return this.#cli.print(`\n${this.#cli.style.bold(text)}\n`);
  }

  line(text: string): Promise<void> {
    return this.#cli.print(`${cut(oneLine(text), this.#cli.terminal.out.columns)}\n`);
  }

  check(held: boolean, text: string): Promise<void> {
    if (!held) this.failed = true;
    const { tone, glyph } = held ? JOB_STATES.SUCCEEDED : JOB_STATES.FAILED;
    return this.#cli.print(`${this.#cli.style.tone(tone, glyph)} ${text}\n`);
  }
}
