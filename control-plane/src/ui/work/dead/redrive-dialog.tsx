'use client';
import { formatCount, plural } from '@longshore/schemas/words';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { AskDialog } from '../../parts/ask-dialog.tsx';
import classes from '../work.module.css';
import { redriveAll } from './redrive-all.ts';
import { countOf, type Meant, redriveEffect, redriveQuestion } from './redrive-words.ts';

export interface RedriveDialogProps {
  meant: Meant;
  onClose: () => void;
  onDone: () => void;
}

/** Says what a redrive will do to what, and does it. */
export function RedriveDialog({ meant, onClose, onDone }: RedriveDialogProps) {
  const [redriven, setRedriven] = useState(0);
  const redrive = useMutation({
    mutationFn: () => redriveAll(meant, setRedriven),
    onSuccess: (count) => {
      notifications.show({ message: `${plural(count, 'item')} redriven.` });
      onClose();
    },
    // Also what was done before it failed is to be seen.
    onSettled: onDone,
  });
  const count = countOf(meant);
  return (
    <AskDialog
      title={redriveQuestion(meant)}
      act={count === 1 ? 'Redrive' : `Redrive ${formatCount(count)}`}
      keep={count === 1 ? 'Leave it' : 'Leave them'}
      pending={redrive.isPending}
      error={redrive.error}
      onAct={() => redrive.mutate()}
      onClose={onClose}
    >
      {redriveEffect(meant).map((words) => (
        <p key={words} className={classes.words}>
          {words}
        </p>
      ))}
      {redrive.isPending && redriven > 0 ? (
        <p className={classes.words} role="status">
          {formatCount(redriven)} of {formatCount(count)} so far.
        </p>
      ) : null}
    </AskDialog>
  );
}
