import type { StateView } from './states.ts';

/**
 * What a work item may ask for, with what is said of it wherever one is chosen. A fifth type is one more line here, its
 * schemas and its handler: see docs/work-queues.md.
 */
export const WORK_TYPE_MEANINGS = {
  compute: 'Digests, counting of primes, an estimate of π.',
  file: 'Digest, size, kind, lines and words of a file or an address.',
  data: 'Filter, project, group and aggregate rows of JSON or CSV.',
  blockchain: 'Append a block to a ledger with proof of work; verify a chain.',
} as const satisfies Record<string, string>;

export type WorkType = keyof typeof WORK_TYPE_MEANINGS;
export const WORK_TYPES = Object.keys(WORK_TYPE_MEANINGS) as [WorkType, ...WorkType[]];

interface WorkItemRow extends StateView {
  terminal: boolean;
  /** What may come next; anything else is refused. */
  next: readonly string[];
}

/** The states of a work item, in the words of the API. A redrive is what leads out of `failed`. */
export const WORK_ITEM_STATES = {
  queued: { word: 'Queued', tone: 'waiting', icon: 'clock', glyph: '·', terminal: false, next: ['processing'] },
  processing: {
    word: 'Processing',
    tone: 'moving',
    icon: 'play',
    glyph: '▶',
    terminal: false,
    next: ['queued', 'completed', 'failed'],
  },
  completed: { word: 'Completed', tone: 'well', icon: 'check', glyph: '✓', terminal: true, next: [] },
  failed: { word: 'Failed', tone: 'badly', icon: 'cross', glyph: '✗', terminal: true, next: ['queued'] },
} as const satisfies Record<string, WorkItemRow>;

export type WorkItemStatus = keyof typeof WORK_ITEM_STATES;
export const WORK_ITEM_STATUSES = Object.keys(WORK_ITEM_STATES) as [WorkItemStatus, ...WorkItemStatus[]];

/** Whether an item may go from one state to another. */
export function workItemMayGo(from: WorkItemStatus, to: WorkItemStatus): boolean {
  return (WORK_ITEM_STATES[from].next as readonly string[]).includes(to);
}

/** How a worker stands. `draining`: it was told to stop and finishes what it holds. */
export const WORKER_STATES = {
  working: { word: 'Working', tone: 'moving', icon: 'play', glyph: '▶' },
  idle: { word: 'Idle', tone: 'well', icon: 'check', glyph: '✓' },
  draining: { word: 'Draining', tone: 'look', icon: 'hourglass', glyph: '~' },
  stopped: { word: 'Stopped', tone: 'waiting', icon: 'square', glyph: '■' },
  silent: { word: 'Silent', tone: 'stale', icon: 'ghost', glyph: '?' },
} as const satisfies Record<string, StateView>;
export type WorkerState = keyof typeof WORKER_STATES;
export const WORKER_STATE_NAMES = Object.keys(WORKER_STATES) as [WorkerState, ...WorkerState[]];

interface WorkFailureRow {
  words: string;
  /** Whether another try may cure it. */
  retryable: boolean;
  advice: string;
}

/** Why a try of a work item failed. */
export const WORK_FAILURES = {
  BAD_PAYLOAD: {
    words: 'The payload cannot be worked on',
    retryable: false,
    advice: 'Submit it again with the payload put right: the message says what is wrong with it.',
  },
  HANDLER_FAILED: {
    words: 'The handler failed',
    retryable: true,
    advice: 'Look at the message; redrive it once the cause is gone.',
  },
  DEADLINE_EXCEEDED: {
    words: 'It took longer than a try may',
    retryable: false,
    advice: 'Ask for less in one item: a lower limit, a lower difficulty, fewer rows.',
  },
  OUT_OF_MEMORY: {
    words: 'It needed more memory than a try may have',
    retryable: false,
    advice: 'Split it into several items.',
  },
  RESULT_TOO_LARGE: {
    words: 'The result is larger than a result may be',
    retryable: false,
    advice: 'Ask for less: fewer columns, a filter, an aggregate.',
  },
  ADDRESS_REFUSED: {
    words: 'The address may not be asked',
    retryable: false,
    advice: 'Use an address of the public Internet, or upload the file.',
  },
  FETCH_FAILED: {
    words: 'The file could not be fetched',
    retryable: true,
    advice: 'See whether the address answers; redrive it then.',
  },
  HEAD_MOVED: {
    words: 'The chain got another block meanwhile',
    retryable: true,
    advice: 'Redrive it: the block is then made on the new head.',
  },
  WORKER_LOST: {
    words: 'Its worker was not heard any more',
    retryable: true,
    advice: 'Look whether the worker ran out of memory; redrive it.',
  },
} as const satisfies Record<string, WorkFailureRow>;
export type WorkFailureCode = keyof typeof WORK_FAILURES;
export const WORK_FAILURE_CODES = Object.keys(WORK_FAILURES) as [WorkFailureCode, ...WorkFailureCode[]];

/** Bounds of work; a request beyond them is refused with the limit in words. */
export const WORK_LIMITS = {
  payloadBytesMax: 262_144,
  resultBytesMax: 262_144,
  /** Items in one request. */
  itemsAtOnceMax: 500,
  triesMax: 20,
  triesDefault: 5,
  /** How long a claim counts from the last sign of life of its worker. */
  leaseMs: 15_000,
  heartbeatMs: 3_000,
  /** After which a worker that is not heard counts as silent. */
  workerSilentMs: 12_000,
  /** Longest one try. */
  tryDeadlineMs: 300_000,
  fileBytesMax: 67_108_864,
  concurrencyMax: 64,
  workersMax: 50,
  difficultyMax: 24,
  primeLimitMax: 100_000_000,
  samplesMax: 1_000_000_000,
  rowsMax: 50_000,
  blockRecordsMax: 1_000,
  /** Entries of an item's life that are kept, the newest. */
  lifeMax: 100,
} as const;

/** How retries of work items are spaced; how many there are is the item's own. */
export const WORK_RETRY = { initialDelayMs: 1_000, maxDelayMs: 60_000 } as const;

/** What the key of a worker that the fleet runs begins with. */
export const WORKER_KEY_PREFIX = 'lsw_';

/** The header with which a worker shows its claim where there is no body. */
export const CLAIM_HEADER = 'longshore-claim';
