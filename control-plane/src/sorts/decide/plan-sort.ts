import { type JobSpec, RETRYABLE_FAILURES, SORTER_IMAGE, type SortSpec, storedJobSpecSchema } from '@longshore/schemas';
import type { PlannedShare, SortPlan } from '@longshore/schemas/sort';
import { isLines, sampleSize } from '@longshore/sorting';

/** What is known of the input before it is sampled. */
export interface KnownInput {
  shares: readonly PlannedShare[];
  /** Elements; of a topic as many at most. */
  count: number;
  /** Null: not known. */
  bytes: number | null;
}

/** Of a container's memory so much may be held of what is sorted: sorting copies it, and the program has its own. */
const MEMORY_SHARE = 0.25;
/** Of that again so much is one run: a part of that size needs no disk. */
const RUN_SHARE = 0.3;
const PARTS_MAX = 256;
const PARTITIONS_MAX = 32;
const DEPTH_MAX = 6;
/** Elements of a sample; all of them are in the log, and up to twice as many are drawn. Parts of 8 are within 3 % then. */
const SAMPLE_MAX = 65_536;
const LINE_BYTES_GUESSED = 100;
const FAILURES_MAX = 4;
/** How much larger than the average a part may be before it is split again, and elements with which that is no trouble. */
const PART_EXCESS = 1.5;
const PART_SLACK = 1_000;

/** What a sorter may hold of what it sorts. */
export function sortMemoryBytes({ resources }: Pick<SortSpec, 'resources'>): number {
  return Math.max(1_048_576, Math.floor(resources.memoryBytes * MEMORY_SHARE));
}

/** A number of parts that each fit into a sorter's memory where that is possible, the same for each sorter. */
function partsOf(spec: SortSpec, { count, bytes }: KnownInput): number {
  const width = isLines(spec.order.type) ? LINE_BYTES_GUESSED : 8;
  const needed = Math.ceil((bytes ?? count * width) / (sortMemoryBytes(spec) * RUN_SHARE));
  const rounds = Math.ceil(Math.max(1, needed) / spec.workers);
  return Math.min(PARTS_MAX, rounds * spec.workers);
}

/** How many partitions the topics of a sort have. They are made before the input is known. */
export function sortPartitions({ workers }: Pick<SortSpec, 'workers'>): number {
  return Math.min(PARTITIONS_MAX, Math.max(4, workers));
}

/** What the control log of a sort begins with. */
export function planSort(id: string, spec: SortSpec, known: KnownInput): SortPlan {
  const parts = partsOf(spec, known);
  return {
    id,
    order: spec.order,
    workers: spec.workers,
    shares: [...known.shares],
    parts,
    partCountMax: spec.partCountMax ?? Math.ceil((PART_EXCESS * known.count) / parts) + PART_SLACK,
    depthMax: DEPTH_MAX,
    sampleCount: Math.max(1, Math.min(SAMPLE_MAX, sampleSize({ count: Math.max(1, known.count), parts }))),
    partitions: sortPartitions(spec),
    failuresMax: FAILURES_MAX,
    output: spec.output ?? null,
  };
}

/** The job whose tasks do a sort: one coordinates, the others sort. */
export function sortJobSpec(id: string, spec: SortSpec, name: string, topicPrefix: string): JobSpec {
  return storedJobSpecSchema.parse({
    kind: 'sort',
    name,
    image: SORTER_IMAGE,
    parallelism: spec.workers + 1,
    resources: spec.resources,
    placement: spec.placement,
    // A sorter that was killed is wanted back soon; a sort that failed says so in its log, and each try ends at once.
    retry: {
      maxAttempts: 10,
      initialDelayMs: 200,
      maxDelayMs: 1_000,
      reasons: [...RETRYABLE_FAILURES, 'EXIT_NON_ZERO', 'OUT_OF_MEMORY'],
    },
    sort: { id, topicPrefix, memoryBytes: sortMemoryBytes(spec) },
  });
}
