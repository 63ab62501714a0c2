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

  constructor(codec: Codec, producer: Producer, topicPrefix: string) {
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
    await this.#producer.send(records);
  }

  async agentStatus(status: AgentStatus): Promise<void> {
    const { agentId } = status;
    await this.#producer.send([await this.#record('Agent_Status', 'AgentStatus', status, agentId, { agentId })]);
  }

  /** Resolves when all of them are acknowledged. */
  async jobLogs(batches: readonly JobLogBatch[]): Promise<void> {
    const records = await Promise.all(
      batches.map((batch) => {
        const { attemptId, jobId, agentId } = batch;
        return this.#record('Job_Logs', 'JobLogBatch', batch, attemptId, { agentId, jobId, attemptId });
      }),
    );
    await this.#producer.send(records);
  }

  async #record<Topic extends ManagementTopic, Name extends (typeof MANAGEMENT_TOPICS)[Topic]['record'] & AvroName>(
    topic: Topic,
    name: Name,
    value: AvroRecords[Name],
    key: string,
    headers: Record<string, string>,
  ): Promise<OutgoingRecord> {
    return {
      topic: topicName(topic, this.#topicPrefix),
      key,
      value: await this.#codec.encode(name, value),
      headers,
    };
  }
}
