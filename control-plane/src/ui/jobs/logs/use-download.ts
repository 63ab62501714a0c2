'use client';
import type { JobDetail } from '@longshore/schemas';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { notifyFailure } from '../../parts/notify-failure.ts';
import { wholeLog } from './log-pages.ts';

/** Hands over all output of a job, or of one of its tasks, as a file. */
export function useDownload(
  { id, name }: Pick<JobDetail, 'id' | 'name'>,
  task: number | null,
): { lines: number | null; start: () => void } {
  const [lines, setLines] = useState(0);
  const { isPending, mutate } = useMutation({
    mutationFn: () => wholeLog(id, task, setLines),
    onMutate: () => setLines(0),
    onSuccess: (file) => save(`${name}-${id.slice(-8)}.log`, file),
    onError: notifyFailure('No download'),
  });
  return { lines: isPending ? lines : null, start: () => mutate() };
}

function save(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
