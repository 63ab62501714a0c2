'use client';
import { Button, Group, Modal } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './ask-dialog.module.css';
import { ProblemNote } from './problem-note.tsx';

export interface AskDialogProps {
  /** The question: `Delete ops?` */
  title: string;
  /** What is done by saying yes: `Delete`. */
  act: string;
  /** What is done by saying no. */
  keep?: string;
  dangerous?: boolean;
  pending: boolean;
  /** Why it was not done. */
  error?: unknown;
  onAct: () => void;
  onClose: () => void;
  /** What will happen to what. */
  children: ReactNode;
}

/** Says what will happen before it does. */
export function AskDialog({
  title,
  act,
  keep = 'Keep it',
  dangerous = false,
  pending,
  error = null,
  onAct,
  onClose,
  children,
}: AskDialogProps) {
  const actButton = useRef<HTMLButtonElement>(null);
  // While it is asked the button is disabled, which takes the focus from it: whoever was refused stands where they were.
  useEffect(() => {
    if (!pending && error !== null) actButton.current?.focus();
  }, [pending, error]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.body}>
        <div className={classes.words}>{children}</div>
        {error === null ? null : <ProblemNote error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keep}
          </Button>
          <Button ref={actButton} {...(dangerous ? { color: 'red.8' } : {})} loading={pending} onClick={onAct}>
            {act}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
