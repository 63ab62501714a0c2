'use client';
import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyIcon } from './copy-icon.tsx';
import classes from './secret-dialog.module.css';

export interface SecretDialogProps {
  title: string;
  /** What it is for, and that it is shown once. */
  words: ReactNode;
  secret: string;
  /** What it is called where it is copied: `secret`. */
  what: string;
  onClose: () => void;
  /** How it is used. */
  children?: ReactNode;
}

/** Shows a secret, the only time. It closes by its button alone, so that no stray click loses it. */
export function SecretDialog({ title, words, secret, what, onClose, children }: SecretDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      transitionProps={{ duration: 100 }}
    >
      <div className={classes.body}>
        <p className={classes.words}>{words}</p>
        <div className={classes.secret}>
          <code>{secret}</code>
          <CopyIcon value={secret} what={what} size="md" />
        </div>
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            I have it
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
