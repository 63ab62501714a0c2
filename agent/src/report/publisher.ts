import {
  type Codec,
  type MANAGEMENT_TOPICS,
  type ManagementTopic,
  type OutgoingRecord,
  type Producer,
  topicName,
} from '@longshore/kafka';
import type { AgentStatus, AvroName, AvroRecords, JobLogBatch, JobStatus } from '@longshore/schemas';

/** Writes the agent's records to their topics, keyed and with the headers that let a reader tell whose they are. */
export class Publisher {
  readonly #codec: Codec;
  readonly #producer: Producer;
  readonly #topicPrefix: string;
  readonly #onUnencodable: (error: TypeError, value: unknown) => void;

  /** @param onUnencodable - told of a record that fits no schema: a fault of ours, which must not hold up the others */
  constructor(
    codec: Codec,
    producer: Producer,
    topicPrefix: string,
    onUnencodable: (error: TypeError, value: unknown) => void,
  ) {
    this.#onUnencodable = onUnencodable;
    this.#codec = codec;
    this.#producer = producer;
    this.#topicPrefix = topicPrefix;
  }

  /** Resolves when all of them are acknowledged. */
  async jobStatus(reports: readonly JobStatus[]): Promise<void> {
    const records = await Promise.all(
      reports.map((report) => {
        const { attemptId, jobId, taskId, attempt, agentId } = report;
        const headers = { agentId, jobId, attemptId, taskId, attempt: String(attempt) };
        return this.#record('Job_Status', 'JobStatus', report, attemptId, headers);
      }),
    );
    await this.#send(records);
  }

  async agentStatus(status: AgentStatus): Promise<void> {
    const { agentId } = status;
    await this.#send([await this.#record('Agent_Status', 'AgentStatus', status, agentId, { agentId })]);
  }

  /** Resolves when all of them are acknowledged. */
  async jobLogs(batches: readonly JobLogBatch[]): Promise<void> {
    const records = await Promise.all(
      batches.map((batch) => {
        const { attemptId, jobId, agentId } = batch;
        return this.#record('Job_Logs', 'JobLogBatch', batch, attemptId, { agentId, jobId, attemptId });
      }),
    );
    await this.#send(records);
  }

  async #record<Topic extends ManagementTopic, Name extends (typeof MANAGEMENT_TOPICS)[Topic]['record'] & AvroName>(
    topic: Topic,
    name: Name,
    value: AvroRecords[Name],
    key: string,
    headers: Record<string, string>,
  ): Promise<OutgoingRecord | null> {
    try {
      const encoded = await this.#codec.encode(name, value);
      return { topic: topicName(topic, this.#topicPrefix), key, value: encoded, headers };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#onUnencodable(error, value);
      return null;
    }
  }

  async #send(records: ReadonlyArray<OutgoingRecord | null>): Promise<void> {
    const sendable = records.filter((record) => record !== null);
    if (sendable.length > 0) await this.#producer.send(sendable);
  }
}
