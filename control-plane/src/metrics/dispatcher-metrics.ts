import { FAILURES } from '@longshore/schemas';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createKitchenMetrics, type KitchenMetrics } from './kitchen-metrics.ts';
import type { Tally } from './tally.ts';

/** What the dispatcher tells Prometheus. */
export interface DispatcherMetrics {
  registry: Registry;
  leading: Gauge;
  epoch: Gauge;
  published: Counter;
  folded: Counter<'record'>;
  reports: Counter<'outcome'>;
  logLines: Counter;
  decisionSeconds: Histogram<'kind'>;
  lookFailures: Counter<'kind'>;
  webhookTries: Counter<'outcome'>;
  readerLag: Gauge<'reader'>;
  kitchens: KitchenMetrics;
  /** Counts what a decision did, once it is committed. */
  count(tally: Tally): void;
  /** What only a leader knows is known no more. */
  leadsNoMore(): void;
}

const READERS = ['projector', 'logs', 'kitchens'] as const;

/** The label of an attempt that ended without a reason. */
const NO_REASON = 'NONE';

export function createDispatcherMetrics(): DispatcherMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const leading = new Gauge({ name: 'longshore_dispatcher_leading', help: '1 while this process leads', registers });
  const readerLag = new Gauge({
    name: 'longshore_dispatcher_reader_lag_records',
    help: 'Records of the topics that a reader has not read yet, by reader; NaN while this process does not know',
    labelNames: ['reader'] as const,
    registers,
  });
  const ended = createEnded(registry);
  const jobsEnded = new Counter({
    name: 'longshore_dispatcher_jobs_ended_total',
    help: 'Jobs that ended, by how',
    labelNames: ['end'] as const,
    registers,
  });
  // Present from the start at 0: else the first of a kind would not count as an increase.
  for (const end of ['SUCCEEDED', 'FAILED', 'STOPPED']) jobsEnded.inc({ end }, 0);
  const placementWait = new Histogram({
    name: 'longshore_dispatcher_placement_wait_seconds',
    help: 'Time from a job’s submission until the first attempt of a task was placed',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3_600],
    registers,
  });
  const kitchens = createKitchenMetrics(registry);
  const leadsNoMore = (): void => {
    leading.set(0);
    kitchens.leadsNoMore();
    for (const reader of READERS) readerLag.set({ reader }, Number.NaN);
  };
  leadsNoMore();
  return {
    registry,
    leading,
    epoch: new Gauge({
      name: 'longshore_dispatcher_epoch',
      help: 'Epoch of the last takeover by this process',
      registers,
    }),
    published: new Counter({
      name: 'longshore_dispatcher_instructions_published_total',
      help: 'Instructions published on Job_Handling',
      registers,
    }),
    folded: createFolded(registry),
    reports: new Counter({
      name: 'longshore_dispatcher_reports_total',
      help: 'Reports about attempts, by what became of them',
      labelNames: ['outcome'] as const,
      registers,
    }),
    logLines: new Counter({
      name: 'longshore_dispatcher_log_lines_stored_total',
      help: 'Lines of container output stored',
      registers,
    }),
    decisionSeconds: new Histogram({
      name: 'longshore_dispatcher_look_seconds',
      help: 'Time of one look, by loop',
      labelNames: ['kind'] as const,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    lookFailures: new Counter({
      name: 'longshore_dispatcher_look_failures_total',
      help: 'Looks that failed and are tried again, by loop',
      labelNames: ['kind'] as const,
      registers,
    }),
    webhookTries: createWebhookTries(registry),
    readerLag,
    kitchens,
    count(tally) {
      for (const { end, reason } of tally.attemptsEnded) ended.inc({ end, reason: reason ?? NO_REASON });
      for (const end of tally.jobsEnded) jobsEnded.inc({ end });
      for (const seconds of tally.placedAfterSeconds) placementWait.observe(seconds);
    },
    leadsNoMore,
  };
}

function createFolded(registry: Registry): Counter<'record'> {
  const folded = new Counter({
    name: 'longshore_dispatcher_records_folded_total',
    help: 'Records read from the status topics and folded, by kind',
    labelNames: ['record'] as const,
    registers: [registry],
  });
  for (const record of ['JobStatus', 'AgentStatus', 'undecodable']) folded.inc({ record }, 0);
  return folded;
}

function createWebhookTries(registry: Registry): Counter<'outcome'> {
  const tries = new Counter({
    name: 'longshore_dispatcher_webhook_tries_total',
    help: 'Tries to deliver an event to a webhook, by what came of them; tests are not counted',
    labelNames: ['outcome'] as const,
    registers: [registry],
  });
  for (const outcome of ['delivered', 'to_be_tried_again', 'given_up']) tries.inc({ outcome }, 0);
  return tries;
}

function createEnded(registry: Registry): Counter<'end' | 'reason'> {
  const ended = new Counter({
    name: 'longshore_dispatcher_attempts_ended_total',
    help: 'Attempts that ended, by how, and by the code of the reason',
    labelNames: ['end', 'reason'] as const,
    registers: [registry],
  });
  ended.inc({ end: 'SUCCEEDED', reason: NO_REASON }, 0);
  for (const reason of Object.keys(FAILURES)) ended.inc({ end: 'FAILED', reason }, 0);
  ended.inc({ end: 'LOST', reason: 'LOST' }, 0);
  ended.inc({ end: 'STOPPED', reason: 'STOPPED_BY_REQUEST' }, 0);
  return ended;
}
