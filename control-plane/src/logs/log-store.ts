import type { LogLine } from '@longshore/schemas';

/** A stored line with the attempt that wrote it and the chunk that it lies in. */
export interface StoredLine extends LogLine {
  attemptId: string;
  chunk: number;
}

/** A line's place in a job's output. */
export interface LogPosition {
  chunk: number;
  sequence: number;
}

/** Which lines, and how many at most; of long lines fewer come. */
export interface LogWish {
  jobId: string;
  /** Only these attempts; null: all of the job. */
  attemptIds: readonly string[] | null;
  limit: number;
}

export interface ReadLines {
  lines: StoredLine[];
  /** Reading ended because enough was read, not because there is no more that way. */
  more: boolean;
}

/** Container output as pages read it. Lines come in the order of their arrival, those of one attempt in their own. */
export interface LogStore {
  /** The next lines after a position; null: from the beginning. */
  forward(wish: LogWish, after: LogPosition | null): Promise<ReadLines>;
  /** The last lines before a position, oldest first; null: the last of all. */
  backward(wish: LogWish, before: LogPosition | null): Promise<ReadLines>;
  /** Where a line of an attempt is, or the next that is kept; null when none is. */
  find(attemptId: string, sequence: number): Promise<LogPosition | null>;
}
