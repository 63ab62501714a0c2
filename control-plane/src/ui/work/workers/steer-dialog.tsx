'use client';
import type { Worker, WorkType } from '@longshore/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AskDialog } from '../../parts/ask-dialog.tsx';
import { steerWorker } from '../change-work.ts';
import classes from '../work.module.css';
import { steerWords } from './worker-words.ts';

/** What somebody is about to ask of a worker. */
export interface Steering {
  wish: 'start' | 'stop';
  worker: Worker;
  types: WorkType[];
}

export interface SteerDialogProps {
  steering: Steering;
  workers: readonly Worker[];
  onClose: () => void;
}

/** Says what a start or a stop of a worker does, before it does. */
export function SteerDialog({ steering: { wish, worker, types }, workers, onClose }: SteerDialogProps) {
  const client = useQueryClient();
  const steer = useMutation({
    mutationFn: () => steerWorker(worker.id, wish, types),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['work'] });
      onClose();
    },
  });
  const word = wish === 'start' ? 'Start' : 'Stop';
  const of = types.length === worker.types.length ? '' : ` taking ${types.join(', ')}`;
  return (
    <AskDialog
      title={`${word} ${worker.name}${of}?`}
      act={word}
      keep={wish === 'start' ? 'Leave it stopped' : 'Let it go on'}
      pending={steer.isPending}
      error={steer.error}
      onAct={() => steer.mutate()}
      onClose={onClose}
    >
      {steerWords(wish, worker, types, workers).map((words) => (
        <p key={words} className={classes.words}>
          {words}
        </p>
      ))}
    </AskDialog>
  );
}
