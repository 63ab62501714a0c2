'use client';
import type { Registry } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifyFailure } from '../parts/notify-failure.ts';
import { forgetRegistry } from './change-registry.ts';
import classes from './registries.module.css';

/** Says what forgetting a registry will do, before it is done. */
export function ForgetDialog({ registry, onClose }: { registry: Registry; onClose: () => void }) {
  const client = useQueryClient();
  const forget = useMutation({
    mutationFn: () => forgetRegistry(registry.registry),
    onSuccess: () => client.invalidateQueries({ queryKey: ['registries'] }),
    onError: notifyFailure('Not forgotten'),
    onSettled: onClose,
  });
  const { jobs } = registry;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Forget ${registry.registry}?`}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={classes['dialog-words']}>
        Attempts that begin from now on pull from {registry.registry} without signing in
        {jobs === 0 ? '' : `, also those of ${plural(jobs, 'job')} that did not end yet`}. What runs goes on, and images
        that hosts have already stay there.
      </p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red.8" loading={forget.isPending} onClick={() => forget.mutate()}>
          Forget
        </Button>
      </Group>
    </Modal>
  );
}
