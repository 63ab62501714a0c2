import {
  type Bus,
  BusError,
  type BusRecord,
  type Consumer,
  type ConsumerOptions,
  FencedError,
  laneOf,
  type OutgoingRecord,
  type PlacedWriter,
  type Producer,
  type TopicAdmin,
  type TopicPartition,
  type TransactionalProducer,
} from '@longshore/kafka';

/** One place in a partition: a record, or the marker that ends a transaction there. */
interface Entry {
  record: BusRecord | null;
  /** The transaction is decided; without one, at once. */
  decided: 'open' | 'committed' | 'aborted';
}

interface Topic {
  maxMessageBytes: number;
  replication: number;
  partitions: Entry[][];
}

interface Group {
  committed: Map<string, bigint>;
  members: MemoryConsumer[];
}

/** What the brokers of a bus in memory hold: shared by every bus opened on it. */
export interface MemoryBrokers {
  /** Opens a bus, as a program would. */
  open(): Bus;
  /** Away: sends fail by their deadline, and nothing is delivered, until it is back. */
  setReachable(reachable: boolean): void;
}

const keyOf = ({ topic, partition }: TopicPartition) => `${topic}/${partition}`;
const recordOverheadBytes = 70;
const recordsPerBatch = 500;
const firstBackoffMs = 5;
const lastBackoffMs = 100;

function failure(what: string, code: string, where: string, retryable = false): BusError {
  return new BusError(what, { code, retryable, where, advice: 'This is a bus in memory, for tests.' });
}

const topicNotFound = (topic: string) => failure('The topic or partition does not exist', 'TOPIC_NOT_FOUND', topic);
const unreachable = (where: string) => failure('Kafka could not be reached', 'KAFKA_UNREACHABLE', where, true);

/** The state behind all buses on the same brokers. */
class Brokers {
  readonly topics = new Map<string, Topic>();
  readonly groups = new Map<string, Group>();
  readonly transactionEpochs = new Map<string, number>();
  /** What was last written in its place, by partition and identity. */
  readonly placed = new Map<string, { offset: bigint; count: number }>();
  identities = 0;
  readonly #waiting = new Set<() => void>();
  reachable = true;
  spread = 0;

  topic(name: string): Topic {
    const topic = this.topics.get(name);
    if (topic === undefined) throw topicNotFound(name);
    return topic;
  }

  group(groupId: string): Group {
    const group = this.groups.get(groupId) ?? { committed: new Map<string, bigint>(), members: [] };
    this.groups.set(groupId, group);
    return group;
  }

  /** The first offset that readers of committed records may not see yet. */
  end({ topic, partition }: TopicPartition): bigint {
    const log = this.topics.get(topic)?.partitions[partition] ?? [];
    const open = log.findIndex((entry) => entry.decided === 'open');
    return BigInt(open === -1 ? log.length : open);
  }

  /** Where each record goes; throws before any is written. */
  place(records: readonly OutgoingRecord[]): Array<{ log: Entry[]; partition: number; record: OutgoingRecord }> {
    return records.map((record) => {
      const { partitions, maxMessageBytes } = this.topic(record.topic);
      const bytes = (record.value?.length ?? 0) + Buffer.byteLength(record.key ?? '') + recordOverheadBytes;
      if (bytes > maxMessageBytes) {
        throw failure('The record is larger than the topic takes', 'RECORD_TOO_LARGE', record.topic);
      }
      const keyless = () => this.spread++ % partitions.length;
      const partition = record.partition ?? (record.key === null ? keyless() : laneOf(record.key, partitions.length));
      const log = partitions[partition];
      if (log === undefined) throw topicNotFound(record.topic);
      return { log, partition, record };
    });
  }

  append(records: readonly OutgoingRecord[], decided: Entry['decided']): Entry[] {
    const written = this.place(records).map(({ log, partition, record }) => {
      const entry: Entry = {
        decided,
        record: {
          topic: record.topic,
          partition,
          offset: BigInt(log.length),
          key: record.key,
          value: record.value === null ? null : Buffer.from(record.value),
          headers: { ...record.headers },
          timestampMs: Date.now(),
        },
      };
      log.push(entry);
      return entry;
    });
    this.changed();
    return written;
  }

  /** Decides a transaction and writes its markers, each of which takes an offset. */
  decide(entries: readonly Entry[], decided: 'committed' | 'aborted'): void {
    const logs = new Set<Entry[]>();
    for (const entry of entries) {
      entry.decided = decided;
      const { topic, partition } = entry.record ?? { topic: '', partition: 0 };
      const log = this.topics.get(topic)?.partitions[partition];
      if (log !== undefined) logs.add(log);
    }
    for (const log of logs) log.push({ record: null, decided });
    this.changed();
  }

  changed(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Resolves when anything has changed. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }
}

class MemoryProducer implements Producer {
  readonly #brokers: Brokers;
  #closed = false;

  constructor(brokers: Brokers) {
    this.#brokers = brokers;
  }

  async send(records: readonly OutgoingRecord[]): Promise<void> {
    if (this.#closed) throw failure('The producer is closed', 'PRODUCER_CLOSED', 'send');
    if (!this.#brokers.reachable) throw unreachable('send');
    this.#brokers.append(records, 'committed');
  }

  async close(): Promise<void> {
    this.#closed = true;
  }
}

class MemoryTransactionalProducer implements TransactionalProducer {
  readonly #brokers: Brokers;
  readonly #id: string;
  #epoch: number | null = null;

  constructor(brokers: Brokers, id: string) {
    this.#brokers = brokers;
    this.#id = id;
  }

  async initialise(): Promise<void> {
    if (!this.#brokers.reachable) throw unreachable(this.#id);
    this.#epoch = (this.#brokers.transactionEpochs.get(this.#id) ?? 0) + 1;
    this.#brokers.transactionEpochs.set(this.#id, this.#epoch);
  }

  async sendInTransaction(records: readonly OutgoingRecord[]): Promise<void> {
    if (this.#epoch === null) {
      throw failure('The transactional producer is not initialised', 'NOT_INITIALISED', this.#id, true);
    }
    try {
      if (!this.#brokers.reachable) throw unreachable(this.#id);
      if (this.#brokers.transactionEpochs.get(this.#id) !== this.#epoch) throw new FencedError(this.#id);
      const entries = this.#brokers.append(records, 'open');
      this.#brokers.decide(entries, 'committed');
    } catch (error) {
      this.#epoch = null;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#epoch = null;
  }
}

class MemoryPlacedWriter implements PlacedWriter {
  readonly #brokers: Brokers;
  readonly #place: TopicPartition;

  constructor(brokers: Brokers, place: TopicPartition) {
    this.#brokers = brokers;
    this.#place = place;
  }

  async newIdentity(): Promise<string> {
    if (!this.#brokers.reachable) throw unreachable(keyOf(this.#place));
    this.#brokers.identities += 1;
    return String(this.#brokers.identities);
  }

  async append({ identity, offset, values }: Parameters<PlacedWriter['append']>[0]): Promise<void> {
    const where = keyOf(this.#place);
    if (!this.#brokers.reachable) throw unreachable(where);
    const { topic, partition } = this.#place;
    const log = this.#brokers.topic(topic).partitions[partition];
    if (log === undefined) throw topicNotFound(topic);
    const last = this.#brokers.placed.get(`${where} ${identity}`);
    if (last?.offset === offset && last.count === values.length) return;
    if (last !== undefined && last.offset + BigInt(last.count) !== offset) {
      throw failure('Other records come next under this identity', 'OUT_OF_SEQUENCE', where);
    }
    const end = BigInt(log.length);
    this.#brokers.append(
      values.map((value) => ({ topic, partition, key: null, value })),
      'committed',
    );
    this.#brokers.placed.set(`${where} ${identity}`, { offset, count: values.length });
    if (end !== offset) throw failure(`Records for offset ${offset} stand at ${end}`, 'OUT_OF_PLACE', where);
  }

  /** Holds nothing that would have to be closed. */
  async close(): Promise<void> {
    return undefined;
  }
}

class MemoryConsumer implements Consumer {
  readonly #brokers: Brokers;
  readonly #options: ConsumerOptions;
  readonly #positions = new Map<string, bigint>();
  readonly #handling = new Map<string, Promise<void>>();
  #assigned: readonly TopicPartition[] | null = null;
  /** Rises with each assignment: loops of an earlier one end. */
  #assignment = 0;
  #paused = false;
  #closed = false;

  constructor(brokers: Brokers, options: ConsumerOptions) {
    this.#brokers = brokers;
    this.#options = options;
  }

  get lanes(): readonly number[] | undefined {
    return this.#options.partitions;
  }

  get topics(): readonly string[] {
    return this.#options.topics;
  }

  async assign(partitions: readonly TopicPartition[]): Promise<void> {
    this.#assignment += 1;
    const assignment = this.#assignment;
    this.#assigned = null;
    const positions = await Promise.all(partitions.map((partition) => this.#placeOf(partition)));
    if (assignment !== this.#assignment || this.#closed) return;
    this.#positions.clear();
    for (const [index, partition] of partitions.entries()) {
      this.#positions.set(keyOf(partition), positions[index] ?? 0n);
    }
    this.#assigned = partitions;
    await this.#options.onAssigned?.(partitions);
    await Promise.all(partitions.map((partition) => this.#read(partition, assignment)));
  }

  async #placeOf(partition: TopicPartition): Promise<bigint> {
    const end = this.#brokers.end(partition);
    const committed = this.#brokers.group(this.#options.groupId).committed.get(keyOf(partition)) ?? null;
    const known = (await this.#options.storedOffset?.(partition)) ?? committed;
    if (known !== null && known <= end) return known;
    return this.#options.startAt === 'beginning' ? 0n : end;
  }

  async #read(partition: TopicPartition, assignment: number): Promise<void> {
    const key = keyOf(partition);
    let backoffMs = firstBackoffMs;
    while (assignment === this.#assignment && !this.#closed) {
      // Another assignment may have begun while the handler still had a batch of the one before.
      await this.#handling.get(key);
      const batch = this.#paused || !this.#brokers.reachable ? null : this.#next(partition);
      if (batch === null) {
        await this.#brokers.change();
        continue;
      }
      const work = batch.records.length === 0 ? Promise.resolve() : this.#options.onBatch(batch);
      this.#handling.set(
        key,
        work.then(
          () => undefined,
          () => undefined,
        ),
      );
      try {
        await work;
        if (assignment === this.#assignment) this.#positions.set(key, batch.next);
        backoffMs = firstBackoffMs;
      } catch (error) {
        this.#options.onTrouble?.(error instanceof Error ? error : new Error(String(error)));
        await new Promise((resolve) => setTimeout(resolve, backoffMs));
        backoffMs = Math.min(backoffMs * 2, lastBackoffMs);
      } finally {
        this.#handling.delete(key);
      }
    }
  }

  #next({ topic, partition }: TopicPartition) {
    const log = this.#brokers.topics.get(topic)?.partitions[partition] ?? [];
    const position = this.#positions.get(keyOf({ topic, partition })) ?? 0n;
    const end = this.#brokers.end({ topic, partition });
    if (position >= end) return null;
    const until = Math.min(Number(end), Number(position) + recordsPerBatch);
    const records = log
      .slice(Number(position), until)
      .flatMap(({ record, decided }) => (record !== null && decided === 'committed' ? [record] : []));
    const last = records.at(-1);
    const atEnd = until === log.length && last !== undefined;
    return {
      topic,
      partition,
      records,
      next: BigInt(until),
      highWatermark: atEnd ? last.offset + 1n : BigInt(log.length),
    };
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#brokers.changed();
  }

  async commit(partition: TopicPartition, offset: bigint): Promise<void> {
    const key = keyOf(partition);
    if (this.#closed || !(this.#assigned?.some((one) => keyOf(one) === key) ?? false)) {
      throw failure(`Partition ${key} is not assigned now`, 'NOT_ASSIGNED', this.#options.groupId, true);
    }
    if (!this.#brokers.reachable) throw unreachable(this.#options.groupId);
    const { committed } = this.#brokers.group(this.#options.groupId);
    if ((committed.get(key) ?? -1n) < offset) committed.set(key, offset);
  }

  async lag(): Promise<bigint | null> {
    if (this.#assigned === null) return null;
    return this.#assigned.reduce((behind, partition) => {
      const left = this.#brokers.end(partition) - (this.#positions.get(keyOf(partition)) ?? 0n);
      return left > 0n ? behind + left : behind;
    }, 0n);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#assigned = null;
    const group = this.#brokers.group(this.#options.groupId);
    group.members = group.members.filter((member) => member !== this);
    this.#brokers.changed();
    await Promise.all(this.#handling.values());
    if (group.members.length > 0) rebalance(this.#brokers, group);
  }

  /** Fails as a program's own mistakes do: a test should see it, not wait for records that never come. */
  begin(partitions: readonly TopicPartition[]): void {
    void this.assign(partitions);
  }
}

/** Gives each member its partitions: a lane to the one that came last, topics in turn to all. */
function rebalance(brokers: Brokers, group: Group): void {
  const given = new Map<MemoryConsumer, TopicPartition[]>(group.members.map((member) => [member, []]));
  const topics = [...new Set(group.members.flatMap((member) => member.topics))];
  let turn = 0;
  for (const topic of topics) {
    const members = group.members.filter((member) => member.topics.includes(topic));
    const newest = members.at(-1);
    for (let partition = 0; partition < brokers.topic(topic).partitions.length; partition += 1) {
      const member = newest?.lanes === undefined ? members[turn++ % members.length] : newest;
      if (member === undefined || !(member.lanes?.includes(partition) ?? true)) continue;
      given.get(member)?.push({ topic, partition });
    }
  }
  for (const [member, partitions] of given) member.begin(partitions);
}

class MemoryAdmin implements TopicAdmin {
  readonly #brokers: Brokers;

  constructor(brokers: Brokers) {
    this.#brokers = brokers;
  }

  async listTopics(): Promise<string[]> {
    return [...this.#brokers.topics.keys()];
  }

  async describeTopics(names: readonly string[]): ReturnType<TopicAdmin['describeTopics']> {
    return names.map((name) => {
      const { partitions, replication } = this.#brokers.topic(name);
      return {
        name,
        partitions: partitions.map((log, partition) => ({
          partition,
          leader: 1,
          replicas: replication,
          start: 0n,
          end: BigInt(log.length),
        })),
      };
    });
  }

  async describeAllTopics(): ReturnType<TopicAdmin['describeAllTopics']> {
    return this.describeTopics([...this.#brokers.topics.keys()]);
  }

  async ensureTopic(wanted: Parameters<TopicAdmin['ensureTopic']>[0]): ReturnType<TopicAdmin['ensureTopic']> {
    const { name, partitions, replication, config } = wanted;
    if (!/^[A-Za-z0-9._-]{1,249}$/.test(name) || name === '.' || name === '..') {
      throw failure('Kafka refuses this topic name', 'TOPIC_NAME_REFUSED', name);
    }
    const known = this.#brokers.topics.get(name);
    if (known === undefined) {
      this.#brokers.topics.set(name, {
        maxMessageBytes: Number(config?.['max.message.bytes'] ?? 1_048_588),
        replication,
        partitions: Array.from({ length: partitions }, () => []),
      });
      return 'created';
    }
    if (known.partitions.length >= partitions) return 'unchanged';
    while (known.partitions.length < partitions) known.partitions.push([]);
    for (const group of this.#brokers.groups.values()) {
      if (group.members.some((member) => member.topics.includes(name))) rebalance(this.#brokers, group);
    }
    return 'extended';
  }

  async deleteTopic(name: string): Promise<void> {
    this.#brokers.topic(name);
    this.#brokers.topics.delete(name);
  }

  async deleteRecords(): Promise<void> {
    throw new Error('the bus in memory keeps every record');
  }

  async committedOffset(groupId: string, partition: TopicPartition): Promise<bigint | null> {
    return this.#brokers.groups.get(groupId)?.committed.get(keyOf(partition)) ?? null;
  }

  async listGroups(): Promise<Array<{ groupId: string; protocolType: string }>> {
    return [...this.#brokers.groups.keys()].map((groupId) => ({ groupId, protocolType: 'consumer' }));
  }

  async deleteGroups(groupIds: readonly string[]): Promise<void> {
    for (const groupId of groupIds) {
      if (this.#brokers.groups.get(groupId)?.members.length === 0) this.#brokers.groups.delete(groupId);
    }
  }

  /** Holds nothing that would have to be closed. */
  async close(): Promise<void> {
    return undefined;
  }
}

/** Resolves at the next change, and in any case after a while. */
async function soonOrChange(brokers: Brokers, maxWaitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, maxWaitMs);
  });
  await Promise.race([brokers.change(), late]);
  clearTimeout(timer);
}

function openBus(brokers: Brokers): Bus {
  const opened: Array<{ close(): Promise<void> }> = [];
  const keep = <Opened extends { close(): Promise<void> }>(one: Opened): Opened => {
    opened.push(one);
    return one;
  };
  return {
    producer: async () => keep(new MemoryProducer(brokers)),
    transactionalProducer: async (id) => keep(new MemoryTransactionalProducer(brokers, id)),
    admin: async () => new MemoryAdmin(brokers),
    async consumer(options) {
      const consumer = keep(new MemoryConsumer(brokers, options));
      const group = brokers.group(options.groupId);
      group.members.push(consumer);
      rebalance(brokers, group);
      return consumer;
    },
    async read({ topic, from, limit }) {
      const { partitions } = brokers.topic(topic);
      const records = [...from].flatMap(([partition, offset]) =>
        (partitions[partition] ?? [])
          .slice(Number(offset), Number(brokers.end({ topic, partition })))
          .flatMap(({ record, decided }) => (record !== null && decided === 'committed' ? [record] : [])),
      );
      return records.slice(0, limit);
    },
    async reader(topic) {
      return {
        async fetch({ partition, offset, maxBytes = 1_048_576, maxWaitMs = 0 }) {
          if (!brokers.reachable) throw unreachable(topic);
          const log = brokers.topic(topic).partitions[partition] ?? [];
          if (offset >= brokers.end({ topic, partition })) await soonOrChange(brokers, maxWaitMs);
          const end = brokers.end({ topic, partition });
          const records: BusRecord[] = [];
          let next = offset;
          let bytes = 0;
          while (next < end && bytes < maxBytes) {
            const { record, decided } = log[Number(next)] ?? { record: null, decided: 'aborted' };
            if (record !== null && decided === 'committed') records.push(record);
            bytes += record?.value?.length ?? 0;
            next += 1n;
          }
          return { records, next, end };
        },
        close: async () => undefined,
      };
    },
    placedWriter: async (place) => keep(new MemoryPlacedWriter(brokers, place)),
    async close() {
      await Promise.all(opened.map((one) => one.close()));
    },
  };
}

/** Brokers in memory: partitions, groups with commits, lanes, redelivery, transactions with fencing. */
export function memoryBrokers(): MemoryBrokers {
  const brokers = new Brokers();
  return {
    open: () => openBus(brokers),
    setReachable(reachable) {
      brokers.reachable = reachable;
      brokers.changed();
    },
  };
}
