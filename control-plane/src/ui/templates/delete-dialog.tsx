'use client';
import type { JobTemplate } from '@longshore/schemas';
import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { notifyFailure } from '../parts/notify-failure.ts';
import { deleteTemplate } from './change-template.ts';
import classes from './templates.module.css';

/** Says what a deletion does, and asks. */
export function DeleteDialog({
  template,
  opened,
  onClose,
}: {
  template: JobTemplate;
  opened: boolean;
  onClose: () => void;
}) {
  const router = useRouter();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteTemplate(template.id),
    onSuccess: async () => {
      router.push('/templates');
      await client.invalidateQueries({ queryKey: ['templates', 'list'] });
    },
    onError: notifyFailure('Not deleted'),
    onSettled: onClose,
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Delete ${template.name}?`}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={classes['dialog-words']}>
        Nobody can begin a job with it any more. Jobs made from it stay as they are; the audit log keeps what it said.
      </p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate()}>
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
