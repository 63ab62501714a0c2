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

/** Reads a topic forward, each record once: from its beginning page by page, or its last ones and then what comes. */
export class MessageFeed {
  readonly #api: ApiClient;
  readonly #topic: string;
  readonly #options: MessageFeedOptions;
  readonly #pageSize: number;
  /** For each partition the offset after the last record given out. */
  readonly #next = new Map<number, number>();
  #cursor: string | undefined;
  #started = false;

  constructor(api: ApiClient, topic: string, options: MessageFeedOptions) {
    this.#api = api;
    this.#topic = topic;
    this.#options = options;
    this.#pageSize = options.pageSize ?? PAGE;
  }

  /** The next records; empty when there are none for now. Ask again until it is empty. */
  async read(signal?: AbortSignal): Promise<TopicMessage[]> {
    return this.#options.from === 'beginning' ? this.#readForward(signal) : this.#readLast(signal);
  }

  async #readForward(signal?: AbortSignal): Promise<TopicMessage[]> {
    for (;;) {
      const page = await topicMessages(
        this.#api,
        this.#topic,
        { from: 'beginning', partition: this.#options.partition, limit: this.#pageSize, cursor: this.#cursor },
        signal,
      );
      const fresh = this.#take(page.items);
      // Without a next page the same place is asked again, and what is known already is left out.
      const moved = page.next !== null && page.next !== this.#cursor;
      if (page.next !== null) this.#cursor = page.next;
      if (fresh.length > 0 || !moved || page.items.length === 0) return fresh;
    }
  }

  async #readLast(signal?: AbortSignal): Promise<TopicMessage[]> {
    const limit = this.#started ? MOST : Math.min(MOST, this.#options.last);
    const page = await topicMessages(
      this.#api,
      this.#topic,
      { from: 'end', partition: this.#options.partition, limit },
      signal,
    );
    this.#started = true;
    return this.#take(page.items);
  }

  #take(messages: readonly TopicMessage[]): TopicMessage[] {
    const fresh = messages.filter(({ partition, offset }) => offset >= (this.#next.get(partition) ?? 0));
    for (const { partition, offset } of fresh) {
      this.#next.set(partition, Math.max(offset + 1, this.#next.get(partition) ?? 0));
    }
    return fresh;
  }
}
