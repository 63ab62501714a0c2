import type { TopicMessage } from '@longshore/schemas';
import type { ApiClient } from '../api/api-client.ts';
import { topicMessages } from '../api/topics.ts';

/** How many records one request asks for. */
const PAGE = 1_000;
/** The most that the control plane gives in one answer. */
const MOST = 10_000;

export interface MessageFeedOptions {
  from: 'beginning' | 'end';
  partition: number | undefined;
  /** From the end: how many of the last ones come first. */
  last: number;
  pageSize?: number;
}

/** Reads a topic forward, each record once: from its beginning, or its last ones and then what comes. */
export class MessageFeed {
  readonly #api: ApiClient;
  readonly #topic: string;
  readonly #options: MessageFeedOptions;
  readonly #pageSize: number;
  /** For each partition the offset after the last record given out. */
  readonly #next = new Map<number, number>();
  #cursor: string | undefined;

  constructor(api: ApiClient, topic: string, options: MessageFeedOptions) {
    this.#api = api;
    this.#topic = topic;
    this.#options = options;
    this.#pageSize = options.pageSize ?? PAGE;
  }

  /** The next records; empty when there are none for now. Ask again until it is empty. */
  async read(signal?: AbortSignal): Promise<TopicMessage[]> {
    const { from, partition, last } = this.#options;
    const limit = from === 'end' && this.#cursor === undefined ? Math.min(MOST, last) : this.#pageSize;
    const page = await topicMessages(this.#api, this.#topic, { from, partition, limit, cursor: this.#cursor }, signal);
    this.#cursor = page.next ?? this.#cursor;
    return this.#take(page.items);
  }

  /** A control plane that repeats records at the end of a topic, where it has no next page, is listened to once. */
  #take(messages: readonly TopicMessage[]): TopicMessage[] {
    const fresh = messages.filter(({ partition, offset }) => offset >= (this.#next.get(partition) ?? 0));
    for (const { partition, offset } of fresh) {
      this.#next.set(partition, Math.max(offset + 1, this.#next.get(partition) ?? 0));
    }
    return fresh;
  }
}
