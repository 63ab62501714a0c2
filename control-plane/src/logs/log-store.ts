import type { LogLine } from '@longshore/schemas';

/** A stored line with the attempt that wrote it. */
export interface StoredLine extends LogLine {
  attemptId: string;
}

/** Where reading goes on: after this line of this chunk. */
export interface LogPosition {
  chunk: number;
  sequence: number;
}

export interface LogWish {
  jobId: string;
  /** Only these attempts; null: all of the job. */
  attemptIds: readonly string[] | null;
  /** After this position; null: from the beginning. */
  after: LogPosition | null;
  limit: number;
}

export interface ReadLines {
  lines: StoredLine[];
  /** Where to go on; null when nothing was ever read. */
  position: LogPosition | null;
}

/** Container output as pages read it. Lines come in the order of their arrival, those of one attempt in their own. */
export interface LogStore {
  /** The next lines after a position. */
  forward(wish: LogWish): Promise<ReadLines>;
  /** The last lines, and the position after them. */
  tail(wish: Omit<LogWish, 'after'>): Promise<ReadLines>;
}
