'use client';
import { formedSpec, JOB_STATES, type JobDetail, type JobSpecInput, jobHasEnded, wordedSpec } from '@longshore/schemas';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPlayerStop, IconRotateClockwise } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Button, ButtonLink } from '../parts/button/button.tsx';
import { IconButton } from '../parts/button/icon-button.tsx';
import { hint } from '../parts/hint/hint.ts';
import { late } from '../parts/late.tsx';
import { lateDialog } from '../parts/late-dialog.tsx';
import { May } from '../parts/may.tsx';
import { Menu } from '../parts/menu/menu.tsx';
import { notifyFailure } from '../parts/notify-failure.ts';
import { useWhenSettled } from '../parts/use-when-settled.ts';
import { useMay } from '../session/use-may.ts';
import { useShortcut } from '../shortcuts/shortcut-keys.tsx';
import { shortcut } from '../shortcuts/shortcuts.ts';
import { StateBadge } from '../state/state-badge.tsx';
import classes from './job-header.module.css';
import { stopJob } from './stop-job.ts';
import { submitJob } from './submit-job.ts';

// For whoever acts.
const AgainDialog = lateDialog(async () => (await import('./again-dialog.tsx')).AgainDialog);
const StopDialog = lateDialog(async () => (await import('./stop-dialog.tsx')).StopDialog);
const JobMenuItems = late(async () => (await import('./job-menu-items.tsx')).JobMenuItems);
const SaveJobDialog = late(async () => (await import('./save-job-dialog.tsx')).SaveJobDialog);

/** Name, state, and the acts that people come for. */
export function JobHeader({ job }: { job: JobDetail }) {
  const router = useRouter();
  const client = useQueryClient();
  const [asking, { open: ask, close }] = useDisclosure(false);
  const [askingAgain, { open: askAgain, close: closeAgain }] = useDisclosure(false);
  const [saving, { open: save, close: saved }] = useDisclosure(false);
  const stop = useMutation({
    mutationFn: () => stopJob(job.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
    onError: notifyFailure('Not stopped'),
    onSettled: close,
  });
  const again = useMutation({
    mutationFn: () => submitJob(job.spec as JobSpecInput, crypto.randomUUID()),
    onSuccess: ({ id }) => router.push(`/jobs/${id}`),
    onError: notifyFailure('Not submitted'),
    onSettled: closeAgain,
  });
  const stoppable = !jobHasEnded(job.state) && !job.stopWanted;
  const may = useMay('jobs:write') === 'yes';
  useWhenSettled(() => {
    for (const part of [JobMenuItems, StopDialog, AgainDialog]) part.fetchAhead();
  });
  useShortcut('stop-job', ask, { enabled: may && stoppable });
  // A key is hit sooner than a button: it asks first.
  // The job of a sort is made with its sort, and cannot be submitted by itself.
  const worded = wordedSpec(job.spec);
  // For a kitchen there is no form.
  const formed = formedSpec(job.spec);
  useShortcut('run-again', askAgain, { enabled: may && worded !== null });
  useShortcut('change-and-run', () => router.push(`/jobs/new?from=${job.id}`), { enabled: may && formed !== null });

  return (
    <header className={classes.header}>
      <div className={classes.name}>
        <h1>{job.name}</h1>
        <StateBadge view={JOB_STATES[job.state]} look="pill" />
      </div>
      <div className={classes.actions}>
        <May permission="jobs:write">
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={16} aria-hidden />}
            disabled={!stoppable}
            onClick={ask}
            {...hint(stoppable ? 'Stop it' : undefined, { keys: shortcut('stop-job').keys })}
          >
            Stop
          </Button>
        </May>
        {worded === null ? null : (
          <div className={classes.again}>
            <May permission="jobs:write">
              <Button
                variant={jobHasEnded(job.state) ? 'filled' : 'default'}
                leftSection={<IconRotateClockwise size={16} aria-hidden />}
                loading={again.isPending}
                onClick={() => again.mutate()}
                {...hint('Submit the same again', { keys: shortcut('run-again').keys })}
              >
                Run again
              </Button>
            </May>
            {formed === null ? null : (
              <May permission="jobs:write">
                <ButtonLink
                  variant="default"
                  href={`/jobs/new?from=${job.id}`}
                  className={classes.changed ?? ''}
                  aria-label="Run again with changes"
                  {...hint('Change it in the form, then submit it', { keys: shortcut('change-and-run').keys })}
                >
                  With changes
                </ButtonLink>
              </May>
            )}
          </div>
        )}
        <Menu
          width={230}
          button={
            <IconButton size={36} variant="default" aria-label="More">
              <IconDots size={18} />
            </IconButton>
          }
        >
          <JobMenuItems job={job} formed={formed !== null} onSave={save} />
        </Menu>
      </div>
      {saving && formed !== null ? <SaveJobDialog spec={formed} onClose={saved} /> : null}
      <AgainDialog
        name={job.name}
        taskCount={job.taskCount}
        opened={askingAgain}
        pending={again.isPending}
        onClose={closeAgain}
        onConfirm={() => again.mutate()}
      />
      <StopDialog
        jobs={[job]}
        opened={asking}
        pending={stop.isPending}
        onClose={close}
        onConfirm={() => stop.mutate()}
      />
    </header>
  );
}
