'use client';
import type { JobSummary } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Button, Group, Modal } from '@mantine/core';

export interface StopDialogProps {
  /** The jobs that would be stopped. */
  jobs: readonly Pick<JobSummary, 'id' | 'name' | 'taskCount' | 'tasksEnded'>[];
  opened: boolean;
  pending: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Says what a stop will do to what, before it is asked for. */
export function StopDialog({ jobs, opened, pending, onClose, onConfirm }: StopDialogProps) {
  const [first] = jobs;
  const what = jobs.length === 1 && first !== undefined ? first.name : plural(jobs.length, 'job');
  const tasks = jobs.reduce((sum, job) => sum + job.taskCount - job.tasksEnded, 0);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Stop ${what}?`}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p style={{ margin: '0 0 8px' }}>
        {plural(tasks, 'task')} will end: each container gets SIGTERM, and SIGKILL when its grace period is over. What
        was written to topics stays.
      </p>
      <p style={{ margin: '0 0 16px', color: 'var(--ls-text-2)' }}>
        A stopped job stays stopped; Run again submits the same spec as a new job.
      </p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep running
        </Button>
        <Button color="red.8" loading={pending} onClick={onConfirm}>
          Stop {what.length > 24 ? 'it' : what}
        </Button>
      </Group>
    </Modal>
  );
}
