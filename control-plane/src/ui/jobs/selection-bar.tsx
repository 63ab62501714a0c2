'use client';
import { type JobSummary, jobHasEnded } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Button, CloseButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import classes from './jobs.module.css';
import { StopDialog } from './stop-dialog.tsx';
import { stopJobs } from './stop-jobs.ts';

/** What can be done to the chosen jobs. */
export function SelectionBar({ chosen, clear }: { chosen: readonly JobSummary[]; clear: () => void }) {
  const client = useQueryClient();
  const [asking, { open: ask, close }] = useDisclosure(false);
  const open = chosen.filter((job) => !jobHasEnded(job.state));
  const stop = useMutation({
    mutationFn: () => stopJobs(open),
    onSuccess: async ({ asked, refused }) => {
      if (asked > 0) notifications.show({ message: `A stop was asked of ${plural(asked, 'job')}.` });
      for (const message of refused) notifications.show({ color: 'red', title: 'Not stopped', message });
      close();
      clear();
      await client.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
  if (chosen.length === 0) return null;
  return (
    <section className={classes.selection} aria-label="Chosen jobs">
      <span className="ls-tabular">{plural(chosen.length, 'job')} chosen</span>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerStop size={14} aria-hidden />}
        disabled={open.length === 0}
        onClick={ask}
      >
        {open.length === 0 ? 'All have ended' : open.length === chosen.length ? 'Stop' : `Stop the ${open.length} open`}
      </Button>
      <CloseButton aria-label="Choose none" onClick={clear} />
      <StopDialog
        jobs={open}
        opened={asking}
        pending={stop.isPending}
        onClose={close}
        onConfirm={() => stop.mutate()}
      />
    </section>
  );
}
