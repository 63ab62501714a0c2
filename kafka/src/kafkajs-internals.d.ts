/**
 * The few inner parts of kafkajs 2.2.4 that are used because its public face has no way to them. The version is
 * pinned exactly; the tests against a real broker go through each of them.
 */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  class RequestQueue {
    pending: unknown[];
    /** Milliseconds since the epoch until which the broker wants no requests; -1 when it does not mind. */
    throttledUntil: number;
    scheduleCheckPendingRequests(): void;
  }
  export = RequestQueue;
}

declare module 'kafkajs/src/consumer/batch.js' {
  import type { KafkaMessage } from 'kafkajs';

  class Batch {
    constructor(topic: string, fetchedOffset: string, fetched: { partition: number; highWatermark: string });
    /** Without control records and records of aborted transactions. */
    messages: KafkaMessage[];
    isEmptyIncludingFiltered(): boolean;
    lastOffset(): string;
  }
  export = Batch;
}
