import { FAILURES, type FailureCode, type JobSpec, type JobSpecInput, jobSpecSchema, uuidV7 } from '@longshore/schemas';

/** Agents that the jobs ran on. */
export const AGENTS = ['eu-1', 'eu-2', 'us-1', 'ap-1'] as const;

const VERBS = [
  ...['import', 'export', 'rebuild', 'rotate', 'vacuum', 'compact'],
  ...['reconcile', 'publish', 'archive', 'backfill', 'migrate', 'verify'],
] as const;
const NOUNS = [
  ...['orders', 'prices', 'invoices', 'sensors', 'customers', 'clicks', 'payments', 'shipments', 'catalogue', 'ledger'],
  ...['sessions', 'tickets', 'routes', 'weather', 'stock', 'returns', 'coupons', 'reviews', 'images', 'backups'],
] as const;

/** How many of a thousand jobs ended how; what is left waits for a label that no agent has. */
const ENDED = { SUCCEEDED: 870, FAILED: 80, STOPPED: 40 } as const;
type End = keyof typeof ENDED;

const FAILED_BY: readonly FailureCode[] = ['EXIT_NON_ZERO', 'EXIT_NON_ZERO', 'OUT_OF_MEMORY', 'IMAGE_NOT_FOUND'];

const DAY_MS = 86_400_000;
/** Younger than the dispatcher's retention, or it would forget them. */
const OVER_MS = 21 * DAY_MS;

export interface JobRow {
  id: string;
  name: string;
  kind: JobSpec['kind'];
  spec: JobSpec;
  image: string;
  topic: string | null;
  priority: number;
  task_count: number;
  state: End | 'QUEUED';
  reason: Reason | null;
  exit_code: number | null;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
}

export interface TaskRow {
  id: string;
  job_id: string;
  index: number;
  state: End | 'QUEUED';
  attempts_made: number;
}

export interface AttemptRow {
  id: string;
  job_id: string;
  task_id: string;
  number: number;
  agent_id: string;
  observed: End;
  cpu_millis: number;
  memory_bytes: number;
  exit_code: number | null;
  reason: Reason | null;
  progress: { done: number; total: number; unit: string } | null;
  created_at: string;
  started_at: string;
  ended_at: string;
}

export interface EventRow {
  job_id: string;
  type: string;
  message: string;
  at: string;
}

interface Reason {
  code: FailureCode;
  message: string;
  retryable: boolean;
}

/** Rows of the control plane's tables. */
export interface JobRows {
  jobs: JobRow[];
  tasks: TaskRow[];
  attempts: AttemptRow[];
  events: EventRow[];
}

export interface JobsWanted {
  count: number;
  /** The last of them was submitted a minute before. */
  nowMs: number;
  /** The same one gives the same jobs. */
  seed: number;
  /** @default AGENTS */
  agents?: readonly string[];
  /** How long ago the first of them was submitted. @default three weeks */
  overMs?: number;
}

/**
 * Jobs as they are after some weeks of work: most of them succeeded, some failed, some tried twice, a few of many
 * tasks; in the order in which they were submitted.
 */
export function realisticJobs({ count, nowMs, seed, agents = AGENTS, overMs = OVER_MS }: JobsWanted): JobRows {
  const chance = chanceFrom(seed);
  const rows: JobRows = { jobs: [], tasks: [], attempts: [], events: [] };
  for (let index = 0; index < count; index += 1) {
    const submittedMs = Math.round(nowMs - 60_000 - ((count - 1 - index) / count) * overMs);
    addJob(rows, { submittedMs, nowMs, agents }, chance);
  }
  return rows;
}

type Chance = () => number;

interface Submission {
  submittedMs: number;
  nowMs: number;
  agents: readonly string[];
}

function addJob(rows: JobRows, { submittedMs, nowMs, agents }: Submission, chance: Chance): void {
  const state = stateOf(chance());
  const spec = jobSpecSchema.parse(wish(state, chance));
  const id = uuidV7(submittedMs, randomBytes(chance));
  const startedMs = submittedMs + 200 + Math.round(chance() * 4_000);
  const endedMs = Math.min(nowMs, startedMs + 500 + Math.round(chance() ** 4 * 40 * 60_000));
  const reason = state === 'FAILED' ? failure(pick(FAILED_BY, chance)) : null;
  const times = { startedMs, endedMs, agents };
  const isOpen = state === 'QUEUED';
  rows.jobs.push({
    id,
    name: spec.name ?? '',
    kind: spec.kind,
    spec,
    image: spec.image,
    topic: spec.topic ?? null,
    priority: spec.priority,
    task_count: spec.parallelism,
    state,
    reason,
    exit_code: isOpen ? null : exitCode(state, reason),
    created_at: iso(submittedMs),
    started_at: isOpen ? null : iso(startedMs),
    ended_at: isOpen ? null : iso(endedMs),
  });
  rows.events.push({ job_id: id, type: 'JobSubmitted', message: 'Submitted', at: iso(submittedMs) });
  for (let index = 0; index < spec.parallelism; index += 1) {
    const task = { id: uuidV7(submittedMs, randomBytes(chance)), job_id: id, index, state };
    const attempts = isOpen ? 0 : chance() < 0.05 ? 2 : 1;
    rows.tasks.push({ ...task, attempts_made: attempts });
    if (task.state === 'QUEUED') continue;
    for (let number = 1; number <= attempts; number += 1) {
      const end = number < attempts ? 'FAILED' : task.state;
      const why = number < attempts ? failure('EXIT_NON_ZERO') : reason;
      addAttempt(rows, { task, spec, number, end, why, ...times }, chance);
    }
  }
  if (!isOpen) rows.events.push({ job_id: id, type: 'JobEnded', message: `Ended as ${state}`, at: iso(endedMs) });
}

interface Try {
  task: { id: string; job_id: string };
  spec: JobSpec;
  number: number;
  end: End;
  why: Reason | null;
  startedMs: number;
  endedMs: number;
  agents: readonly string[];
}

function addAttempt(rows: JobRows, tried: Try, chance: Chance): void {
  const { task, spec, number, end, why, startedMs, endedMs, agents } = tried;
  const agentId = pick(agents, chance);
  const total = spec.kind === 'data-generator' ? Math.ceil((spec.generator.count ?? 0) / spec.parallelism) : 0;
  const done = end === 'SUCCEEDED' ? total : Math.floor(total * chance());
  rows.attempts.push({
    id: uuidV7(startedMs, randomBytes(chance)),
    job_id: task.job_id,
    task_id: task.id,
    number,
    agent_id: agentId,
    observed: end,
    cpu_millis: spec.resources.cpuMillis,
    memory_bytes: spec.resources.memoryBytes,
    exit_code: exitCode(end, why),
    reason: why,
    progress: total === 0 ? null : { done, total, unit: 'records' },
    created_at: iso(startedMs),
    started_at: iso(startedMs),
    ended_at: iso(endedMs),
  });
  for (const [type, message, atMs] of [
    ['TaskPlaced', `Placed on ${agentId}`, startedMs],
    ['AttemptEnded', `Ended on ${agentId} as ${end}`, endedMs],
  ] as const) {
    rows.events.push({ job_id: task.job_id, type, message, at: iso(atMs) });
  }
}

function wish(state: JobRow['state'], chance: Chance): JobSpecInput {
  const noun = pick(NOUNS, chance);
  const parallelism = chance() < 0.9 ? 1 : chance() < 0.9 ? 4 : 16;
  const common = {
    name: `${pick(VERBS, chance)}-${noun}-${pick(['eu', 'us', 'ap'], chance)}`,
    parallelism,
    // So that they wait for as long as they are looked at.
    ...(state === 'QUEUED' ? { placement: { constraints: ['gpu'] } } : {}),
  };
  return chance() < 0.35
    ? { ...common, kind: 'data-generator', topic: noun, generator: { count: 1_000 * Math.ceil(chance() * 500) } }
    : {
        ...common,
        kind: 'container',
        image: `registry.example.org/${noun}:1.${Math.floor(chance() * 40)}`,
        command: ['run', '--since', '1d'],
        environment: { REGION: 'eu', MODE: 'full' },
      };
}

function stateOf(share: number): JobRow['state'] {
  let below = 0;
  for (const [state, ofThousand] of Object.entries(ENDED)) {
    below += ofThousand / 1_000;
    if (share < below) return state as End;
  }
  return 'QUEUED';
}

function failure(code: FailureCode): Reason {
  const { words, retryable } = FAILURES[code];
  return { code, message: words, retryable };
}

function exitCode(end: JobRow['state'], reason: Reason | null): number | null {
  if (end === 'SUCCEEDED') return 0;
  return reason?.code === 'EXIT_NON_ZERO' ? 1 : null;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function pick<Value>(values: readonly Value[], chance: Chance): Value {
  const value = values[Math.floor(chance() * values.length)];
  if (value === undefined) throw new RangeError('There is nothing to choose from');
  return value;
}

function randomBytes(chance: Chance): Uint8Array {
  return Uint8Array.from({ length: 10 }, () => Math.floor(chance() * 256));
}

/** Numbers from 0 to below 1 that look like chance: Mulberry32, which is in the public domain. */
function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What one would look for in such jobs: a word that one types, and a text that then stands in every row. */
export interface Filter {
  typed: string;
  mark: string;
}

/** So many different filters of jobs like these, each of which finds some of 10,000. */
export function filtersFor(count: number): Filter[] {
  const fields: Filter[] = [
    { typed: 'state:failed', mark: 'Failed' },
    { typed: 'state:stopped', mark: 'Stopped' },
    { typed: 'kind:data-generator', mark: 'records to' },
    ...NOUNS.slice(0, 7).map((noun) => ({ typed: `topic:${noun}`, mark: `records to ${noun}` })),
  ];
  // Verbs and nouns in step, so that neither stays the same from one to the next.
  const texts = Array.from({ length: VERBS.length * NOUNS.length }, (_, index) => {
    const verb = VERBS[index % VERBS.length];
    const noun = NOUNS[(index + Math.floor(index / NOUNS.length)) % NOUNS.length];
    return `${verb}-${noun}`;
  });
  const words = [...new Set(texts)].map((text) => ({ typed: text, mark: text }));
  const filters = [...fields, ...words].slice(0, count);
  if (filters.length < count) throw new RangeError(`There are ${filters.length} filters, not ${count}`);
  return filters;
}
