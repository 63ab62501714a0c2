import { type Bus, type BusRecord, type Codec, createCodec, createKafkaBus, topicName } from '@longshore/kafka';
import type { JobInstruction } from '@longshore/schemas';
import type { TestSpace } from '../../setup/test-space.ts';

/** An instruction where it stands in Job_Handling. */
export interface PlacedInstruction {
  partition: number;
  offset: bigint;
  instruction: JobInstruction;
}

/** Reads everything that was ever published on Job_Handling, as an agent could: committed records only. */
export class FleetInstructions implements AsyncDisposable {
  readonly #bus: Bus;
  readonly #codec: Codec;
  readonly #topic: string;

  constructor({ environment, topicPrefix }: TestSpace) {
    this.#bus = createKafkaBus({
      bootstrapServers: [environment.KAFKA_BOOTSTRAP_SERVERS ?? ''],
      clientId: 'longshore-test',
    });
    this.#codec = createCodec({ registryUrl: environment.SCHEMA_REGISTRY_URL ?? '', topicPrefix });
    this.#topic = topicName('Job_Handling', topicPrefix);
  }

  /** Where the next instruction of each partition will be written. */
  async ends(): Promise<Map<number, bigint>> {
    const admin = await this.#bus.admin();
    try {
      const [topic] = await admin.describeTopics([this.#topic]);
      return new Map(topic?.partitions.map(({ partition, end }) => [partition, end]));
    } finally {
      await admin.close();
    }
  }

  /** All instructions, each partition's in order. */
  async all(): Promise<PlacedInstruction[]> {
    const from = new Map([...(await this.ends()).keys()].map((partition) => [partition, 0n]));
    const records = await this.#bus.read({ topic: this.#topic, from, limit: 100_000, deadlineMs: 60_000 });
    const instructions = await Promise.all(records.map((record) => this.#decode(record)));
    return instructions.toSorted((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#bus.close();
  }

  async #decode({ partition, offset, value }: BusRecord): Promise<PlacedInstruction> {
    if (value === null) throw new Error(`Job_Handling has an empty record at ${partition}:${offset}`);
    return { partition, offset, instruction: await this.#codec.decode('JobInstruction', value) };
  }
}
