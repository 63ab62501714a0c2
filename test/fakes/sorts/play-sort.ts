import { type Bus, createKafkaBus, sortTopicCatalogue, sortTopics } from '@longshore/kafka';
import { newId } from '@longshore/schemas';
import {
  CONTROL_PARTITIONS,
  EMPTY_SORT,
  evolve,
  leavesInOrder,
  type PlannedShare,
  parseControlRecord,
  readChunkHeaders,
  type SortOutcome,
  type SortPlan,
  type SortState,
  sortOrderSchema,
} from '@longshore/schemas/sort';
import { type Block, decodeBlock } from '@longshore/sorting';
import { readConfig } from '../../../workloads/sorter/src/config.ts';
import { runRole } from '../../../workloads/sorter/src/run-role.ts';

/** What a test says of a plan; the rest is small. */
export type PlanWanted = Partial<Omit<SortPlan, 'order'>> & { order?: Partial<SortPlan['order']> };

/** A plan for tests. */
export function planOf({ order, ...wanted }: PlanWanted): SortPlan {
  return {
    id: newId(),
    order: sortOrderSchema.parse({ type: 'int32', ...order }),
    workers: 3,
    shares: [],
    parts: 3,
    partCountMax: 1_000_000,
    depthMax: 4,
    sampleCount: 20_000,
    partitions: 4,
    failuresMax: 4,
    output: null,
    ...wanted,
  };
}

/** So many generated elements, in shares of about the same size. */
export function generatedShares(
  distribution: Extract<PlannedShare, { from: 'generated' }>['distribution'],
  total: number,
  shares: number,
): PlannedShare[] {
  return Array.from({ length: shares }, (_, share) => {
    const first = Math.floor((share * total) / shares);
    return {
      from: 'generated',
      distribution,
      seed: 7,
      first,
      count: Math.floor(((share + 1) * total) / shares) - first,
      total,
    };
  });
}

/**
 * Makes the topics of a sort and asks for it, as the control plane does.
 *
 * @param when - later: the topics alone are made
 * @returns what asks for it, where that is to be later
 */
export async function askForSort(
  bus: Bus,
  plan: SortPlan,
  when: 'now' | 'later' = 'now',
): Promise<() => Promise<void>> {
  const admin = await bus.admin();
  for (const { name, partitions, replication, config } of sortTopicCatalogue(plan.id, {
    topicPrefix: '',
    replication: 1,
    partitions: plan.partitions,
  })) {
    await admin.ensureTopic({ name, partitions, replication, config });
  }
  const producer = await bus.producer();
  const value = Buffer.from(JSON.stringify({ kind: 'asked', plan }));
  const record = { topic: sortTopics(plan.id).control, partition: CONTROL_PARTITIONS.log, key: 'asked', value };
  const ask = () => producer.send([record]);
  if (when === 'now') await ask();
  return ask;
}

/** Removes the topics of a sort. */
export async function removeSort(bus: Bus, id: string): Promise<void> {
  const admin = await bus.admin();
  for (const topic of Object.values(sortTopics(id))) await admin.deleteTopic(topic);
}

/** A coordinator (index 0) or sorter in this process. */
export function playRole(
  bus: Bus,
  plan: SortPlan,
  taskIndex: number,
  settings: Record<string, string> = {},
  stop: AbortSignal = new AbortController().signal,
): Promise<SortOutcome> {
  const config = readConfig({ SORT_ID: plan.id, LONGSHORE_TASK_INDEX: String(taskIndex), ...settings });
  return runRole({ config, bus, stop, reach: () => undefined, say: () => undefined, writeProgress: () => undefined });
}

/** What the control log of a sort comes to. */
export async function readSort(bus: Bus, id: string): Promise<SortState> {
  const from = new Map([[CONTROL_PARTITIONS.log, 0n]]);
  const records = await bus.read({ topic: sortTopics(id).control, from, limit: 1_000_000, deadlineMs: 10_000 });
  return records
    .map(({ value }) => parseControlRecord(value?.toString() ?? null))
    .filter((record) => record !== null)
    .reduce(evolve, EMPTY_SORT);
}

/** The result in order: the chunks of the accepted tries, each once. */
export async function readResult(bus: Bus, state: SortState): Promise<Block[]> {
  const { plan } = state;
  if (plan === null) throw new Error('nobody has asked for this sort');
  const from = new Map(Array.from({ length: plan.partitions }, (_, partition) => [partition, 0n] as const));
  const records = await bus.read({ topic: sortTopics(plan.id).result, from, limit: 1_000_000, deadlineMs: 30_000 });
  const chunks = new Map<string, Block>();
  for (const { headers, value } of records) {
    const header = readChunkHeaders(headers);
    if (header !== null && value !== null)
      chunks.set(`${header.writer} ${header.slot} ${header.sequence}`, decodeBlock(value));
  }
  return leavesInOrder(state).flatMap(({ sorted, slot }) =>
    Array.from({ length: sorted?.chunks ?? 0 }, (_, sequence) => {
      const chunk = chunks.get(`${sorted?.try} ${slot} ${sequence}`);
      if (chunk === undefined) throw new Error(`chunk ${sequence} of slot ${slot} is missing`);
      return chunk;
    }),
  );
}

/** A bus over real brokers. */
export function realBus(bootstrapServers: string): Bus {
  return createKafkaBus({ bootstrapServers: bootstrapServers.split(','), clientId: 'sort-test' });
}

/** A coordinator and so many sorters in this process, until they have ended. */
export async function playSorters(bus: Bus, id: string, sorters: number, topicPrefix = ''): Promise<SortOutcome[]> {
  return Promise.all(
    Array.from({ length: sorters + 1 }, (_, index) => {
      const config = readConfig({ SORT_ID: id, SORT_TOPIC_PREFIX: topicPrefix, LONGSHORE_TASK_INDEX: String(index) });
      return runRole({
        config,
        bus,
        stop: new AbortController().signal,
        reach: () => undefined,
        say: () => undefined,
        writeProgress: () => undefined,
      });
    }),
  );
}
