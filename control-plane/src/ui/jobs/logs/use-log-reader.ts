'use client';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, useSyncExternalStore } from 'react';
import type { LineName } from './line-name.ts';
import { logPages } from './log-pages.ts';
import { LogReader, type LogSnapshot } from './log-reader.ts';

export interface OpenLog {
  reader: LogReader;
  log: LogSnapshot;
  /** Why the last reading failed. */
  error: Error | null;
  retry: () => void;
}

/**
 * Opens the output of a job, or of one of its tasks, and reads on at each hint that lines came.
 *
 * @param line - where to begin; null: at the end
 */
export function useLogReader(jobId: string, task: number | null, line: LineName | null): OpenLog {
  const name = useId();
  const key = `${jobId} ${task}`;
  const [opened, setOpened] = useState(() => ({ key, reader: new LogReader(logPages(jobId, task)) }));
  const current = opened.key === key ? opened : { key, reader: new LogReader(logPages(jobId, task)) };
  if (current !== opened) setOpened(current);
  const { reader } = current;
  const log = useSyncExternalStore(reader.subscribe, reader.snapshot, reader.snapshot);
  const { error, refetch } = useQuery({
    queryKey: ['jobs', 'logs', jobId, task, name],
    // What was read is in the reader: the query is there for the hints, the failures and trying again.
    queryFn: async () => {
      await reader.readOn(line);
      return true;
    },
    staleTime: 0,
    gcTime: 0,
    meta: { subjects: ['logs'] },
  });
  return { reader, log, error, retry: () => void refetch() };
}
