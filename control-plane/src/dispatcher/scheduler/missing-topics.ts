import { BusError, type TopicAdmin } from '@longshore/kafka';
import type { Logger } from 'pino';

/** How long a topic that was seen is taken to be there still. */
const KNOWN_FOR_MS = 60_000;

/** What became of a topic that jobs need. */
export type TopicOutcome =
  | { topic: string; ok: true }
  /** Kafka will not have it, whatever is tried: jobs that need it fail. */
  | { topic: string; ok: false; refused: true; message: string }
  /** Kafka could not be asked: jobs that need it wait. */
  | { topic: string; ok: false; refused: false; message: string };

export interface TopicKeeperOptions {
  admin: () => Promise<TopicAdmin>;
  partitions: number;
  replication: number;
  /** Monotonic milliseconds. */
  now: () => number;
  log: Logger;
}

/** Makes the topics that jobs name before their tasks are placed, and remembers for a while which are there. */
export class TopicKeeper {
  readonly #options: TopicKeeperOptions;
  readonly #known = new Map<string, number>();

  constructor(options: TopicKeeperOptions) {
    this.#options = options;
  }

  /** The topics known to be there. */
  known(): string[] {
    const now = this.#options.now();
    for (const [topic, seenAt] of this.#known) if (now - seenAt > KNOWN_FOR_MS) this.#known.delete(topic);
    return [...this.#known.keys()];
  }

  /** Makes those that are missing. Never rejects because of Kafka: the outcomes say what happened. */
  async ensure(topics: readonly string[]): Promise<TopicOutcome[]> {
    try {
      const admin = await this.#options.admin();
      // Looked up first: one that is there is left as it is, with as many partitions as it has.
      const existing = new Set(await admin.listTopics());
      const outcomes: TopicOutcome[] = [];
      for (const topic of topics)
        outcomes.push(existing.has(topic) ? this.#seen(topic) : await this.#create(admin, topic));
      return outcomes;
    } catch (error) {
      return topics.map((topic) => this.#failed(topic, error));
    }
  }

  async #create(admin: TopicAdmin, topic: string): Promise<TopicOutcome> {
    const { partitions, replication, log } = this.#options;
    try {
      await admin.ensureTopic({ name: topic, partitions, replication });
      log.info({ topic, partitions, replication }, 'created a topic that a job names');
      return this.#seen(topic);
    } catch (error) {
      return this.#failed(topic, error);
    }
  }

  #seen(topic: string): TopicOutcome {
    this.#known.set(topic, this.#options.now());
    return { topic, ok: true };
  }

  #failed(topic: string, error: unknown): TopicOutcome {
    const message = error instanceof Error ? error.message : String(error);
    const refused = error instanceof BusError && !error.retryable;
    this.#options.log.warn({ topic, err: error, refused }, 'a topic that a job names could not be made');
    return { topic, ok: false, refused, message };
  }
}
