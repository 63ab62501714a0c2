import type { KitchenStatus, OrderReports } from '@longshore/schemas';
import type { NextOffset } from '../projector/store-offsets.ts';

/** What was read of one partition. */
export interface ReadBatch {
  statuses: readonly KitchenStatus[];
  reports: readonly OrderReports[];
  next: NextOffset;
  /** How many records it was. */
  records: number;
}

/** A batch that waits for a turn, and whoever waits for it. */
export interface Delivery {
  batch: ReadBatch;
  done: () => void;
  failed: (error: unknown) => void;
}

/** What was read and awaits its turn: at most one batch of each partition, since each waits until its own was folded. */
export class Inbox {
  #waiting: Delivery[] = [];
  #records = 0;
  #closed: Error | null = null;
  readonly #onMail: () => void;

  constructor(onMail: () => void) {
    this.#onMail = onMail;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Records that were folded, since the beginning. */
  get foldedRecords(): number {
    return this.#records;
  }

  /** Resolves when the batch was folded and stored. */
  add(batch: ReadBatch): Promise<void> {
    return new Promise((done, failed) => {
      if (this.#closed !== null) {
        failed(this.#closed);
        return;
      }
      this.#waiting.push({ batch, done, failed });
      this.#onMail();
    });
  }

  take(): Delivery[] {
    return this.#waiting.splice(0);
  }

  fold(deliveries: readonly Delivery[]): void {
    for (const { batch, done } of deliveries) {
      this.#records += batch.records;
      done();
    }
  }

  /** Nobody takes anything any more. */
  close(): void {
    this.#closed = new Error('the term is over');
    for (const { failed } of this.take()) failed(this.#closed);
  }
}
