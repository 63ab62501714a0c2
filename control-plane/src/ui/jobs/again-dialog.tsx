'use client';
import { plural } from '@longshore/schemas/words';
import { Button, Group, Modal } from '@mantine/core';

export interface AgainDialogProps {
  name: string;
  taskCount: number;
  opened: boolean;
  pending: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before a key submits a job once more. */
export function AgainDialog({ name, taskCount, opened, pending, onClose, onConfirm }: AgainDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Run ${name} again?`}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p style={{ margin: '0 0 16px' }}>
        The same spec is submitted as a new job, with {plural(taskCount, 'task')}. This one stays as it is.
      </p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button loading={pending} onClick={onConfirm} data-autofocus>
          Run again
        </Button>
      </Group>
    </Modal>
  );
}
