import { setTimeout as delay } from 'node:timers/promises';
import { type Apply, JOB_STATES, type JobSpecInput } from '@longshore/schemas';
import type { PlayedAgent } from '../../test/control-plane/played-agent.ts';
import { until } from '../../test/faults/harness/until.ts';
import { type BenchedControlPlane, submitJob } from '../control-plane.ts';
import { type ClockLook, type ClockOffset, clockOffset } from './clock-offset.ts';
import { tellStates } from './in-page.ts';
import { NotedWindow, type WindowOptions } from './window.ts';

export interface StatusMeasurement {
  window: WindowOptions;
  plane: BenchedControlPlane;
  /** They run what they are given and end nothing by themselves. */
  agents: readonly PlayedAgent[];
  /** Jobs that end while somebody looks. */
  jobs: number;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

export interface StatusFigures {
  /** From just before a report was sent to Kafka until the page shows the state. */
  tookMs: number[];
  missing: number;
  clock: ClockOffset;
}

/** As many as stand on the first page. */
const AT_ONCE = 40;
const DEADLINE_MS = 10_000;
/** After so many that were not shown there is no use in going on. */
const HOPELESS = 3;

const small: JobSpecInput = {
  kind: 'container',
  image: 'registry.example.org/tide:1',
  name: 'tide',
  resources: { cpuMillis: 10, memoryBytes: 8_000_000 },
};

/** Has agents report the ends of jobs, one after another, and notes when the page of jobs shows each. */
export async function measureStatuses(measurement: StatusMeasurement): Promise<StatusFigures> {
  const { window, jobs, onProgress, signal } = measurement;
  const figures: StatusFigures = { tookMs: [], missing: 0, clock: { offsetMs: Number.NaN, uncertainMs: Number.NaN } };
  while (figures.tookMs.length + figures.missing < jobs) {
    const running = await startJobs(measurement, Math.min(AT_ONCE, jobs - figures.tookMs.length - figures.missing));
    await using opened = await NotedWindow.open(window);
    const shown = await ShownStates.follow(opened);
    figures.clock = await compareClocks(opened);
    for (const { apply, agent } of running) {
      signal.throwIfAborted();
      const seen = shown.next(apply.jobId, JOB_STATES.SUCCEEDED.word);
      const sentAtMs = Date.now();
      await agent.report(apply, 'SUCCEEDED', { exitCode: 0 });
      const atMs = await Promise.race([seen, delay(DEADLINE_MS, null, { ref: false })]);
      if (atMs === null) figures.missing += 1;
      else figures.tookMs.push(atMs - sentAtMs);
      if (figures.tookMs.length === 0 && figures.missing === HOPELESS) {
        throw new Error(`The page of jobs showed none of the first ${HOPELESS} changes within ${DEADLINE_MS} ms each`);
      }
      const done = figures.tookMs.length + figures.missing;
      onProgress(done, jobs);
      await delay(pauseMs(done));
    }
  }
  return figures;
}

/** In no step with anything that looks from time to time. */
export function pauseMs(number: number): number {
  return 400 + ((number * 197) % 600);
}

interface RunningJob {
  apply: Apply;
  agent: PlayedAgent;
}

async function startJobs({ plane, agents }: StatusMeasurement, count: number): Promise<RunningJob[]> {
  const running: RunningJob[] = [];
  for (let made = 0; made < count; made += 1) {
    const id = await submitJob(plane, small);
    const job = await until(`job ${id} is placed`, () => Promise.resolve(findJob(agents, id)));
    await job.agent.report(job.apply, 'RUNNING');
    running.push(job);
  }
  return running;
}

function findJob(agents: readonly PlayedAgent[], jobId: string): RunningJob | null {
  for (const agent of agents) {
    const apply = agent.bodies('Apply').findLast((body) => body.jobId === jobId && body.desired === 'RUN');
    if (apply !== undefined) return { apply, agent };
  }
  return null;
}

/** What the page of jobs comes to show. */
class ShownStates {
  readonly #waiting = new Map<string, (atMs: number) => void>();

  static async follow(opened: NotedWindow): Promise<ShownStates> {
    const states = new ShownStates();
    await opened.page.exposeFunction('longshoreShown', (jobId: string, word: string, atMs: number) =>
      states.#waiting.get(`${jobId} ${word}`)?.(atMs),
    );
    await opened.gotoJobs();
    await opened.settle();
    if ((await opened.page.evaluate(tellStates)) === 0) throw new Error('The page of jobs shows no rows');
    return states;
  }

  /** Resolves with the time at which a job is shown in a state, on the browser's clock. */
  next(jobId: string, word: string): Promise<number> {
    return new Promise((resolve) => {
      this.#waiting.set(`${jobId} ${word}`, resolve);
    });
  }
}

/** Both read the machine's clock, and it is looked whether they read the same. */
async function compareClocks({ page }: NotedWindow): Promise<ClockOffset> {
  const looks: ClockLook[] = [];
  for (let look = 0; look < 20; look += 1) {
    const beforeMs = Date.now();
    const thereMs = await page.evaluate(() => Date.now());
    looks.push({ beforeMs, thereMs, afterMs: Date.now() });
  }
  return clockOffset(looks);
}
