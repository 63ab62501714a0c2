'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { uploadInput } from './upload-input.ts';

export interface UploadStanding {
  isPending: boolean;
  error: unknown;
  sentBytes: number;
  totalBytes: number;
  start: (id: string, file: Blob, onDone?: () => void) => void;
  stop: () => void;
}

/** The upload of an input, with how much of it has left. It ends with the page that it is on. */
export function useUpload(): UploadStanding {
  const client = useQueryClient();
  const [sent, setSent] = useState({ bytes: 0, of: 0 });
  const breakOff = useRef<AbortController | null>(null);
  const stop = useCallback(() => breakOff.current?.abort(), []);
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ id, file }: { id: string; file: Blob }) => {
      breakOff.current = new AbortController();
      setSent({ bytes: 0, of: file.size });
      const { signal } = breakOff.current;
      return uploadInput({ id, file, signal, onSent: (bytes) => setSent({ bytes, of: file.size }) });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['sorts'] }),
  });
  useEffect(() => stop, [stop]);
  const start = useCallback(
    (id: string, file: Blob, onDone?: () => void) =>
      mutate({ id, file }, onDone === undefined ? undefined : { onSuccess: onDone }),
    [mutate],
  );
  return { isPending, error, sentBytes: sent.bytes, totalBytes: sent.of, start, stop };
}
