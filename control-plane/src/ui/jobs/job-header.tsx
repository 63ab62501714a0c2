'use client';
import { type JobDetail, type JobSpecInput, jobHasEnded, wordedSpec } from '@longshore/schemas';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import {
  IconCalendarPlus,
  IconCopy,
  IconDots,
  IconPencil,
  IconPlayerStop,
  IconRotateClockwise,
  IconTemplate,
  IconTerminal2,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { fromSpec } from '../new-job/job-form.ts';
import { May, MayItem } from '../parts/may.tsx';
import { notifyFailure } from '../parts/notify-failure.ts';
import { useMay } from '../session/use-may.ts';
import { KeysHint } from '../shortcuts/keys.tsx';
import { useShortcut } from '../shortcuts/shortcut-keys.tsx';
import { shortcut } from '../shortcuts/shortcuts.ts';
import { StateBadge } from '../state/state-badge.tsx';
import { SaveTemplateDialog } from '../templates/save-template-dialog.tsx';
import { templateNameLike, toTemplateSpec } from '../templates/template-form.ts';
import { AgainDialog } from './again-dialog.tsx';
import classes from './job-header.module.css';
import { StopDialog } from './stop-dialog.tsx';
import { stopJob } from './stop-job.ts';
import { submitJob } from './submit-job.ts';

/** Name, state, and the two acts that people come for. */
export function JobHeader({ job }: { job: JobDetail }) {
  const router = useRouter();
  const client = useQueryClient();
  const clipboard = useClipboard();
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
  useShortcut('stop-job', ask, { enabled: may && stoppable });
  // A key is hit sooner than a button: it asks first.
  // The job of a sort is made with its sort, and cannot be submitted by itself.
  const worded = wordedSpec(job.spec);
  useShortcut('run-again', askAgain, { enabled: may && worded !== null });
  useShortcut('change-and-run', () => router.push(`/jobs/new?from=${job.id}`), { enabled: may && worded !== null });

  return (
    <header className={classes.header}>
      <div className={classes.name}>
        <h1>{job.name}</h1>
        <StateBadge of="job" state={job.state} look="pill" />
      </div>
      <div className={classes.actions}>
        <May
          permission="jobs:write"
          {...(stoppable ? { hint: <KeysHint words="Stop it" keys={shortcut('stop-job').keys} /> } : {})}
        >
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={16} aria-hidden />}
            disabled={!stoppable}
            onClick={ask}
          >
            Stop
          </Button>
        </May>
        {worded === null ? null : (
          <May
            permission="jobs:write"
            hint={<KeysHint words="Submit the same again" keys={shortcut('run-again').keys} />}
          >
            <Button
              variant={jobHasEnded(job.state) ? 'filled' : 'default'}
              leftSection={<IconRotateClockwise size={16} aria-hidden />}
              loading={again.isPending}
              onClick={() => again.mutate()}
            >
              Run again
            </Button>
          </May>
        )}
        <Menu position="bottom-end" width={230} transitionProps={{ duration: 100 }}>
          <Menu.Target>
            <ActionIcon size={36} variant="default" aria-label="More">
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {worded === null ? null : (
              <>
                <MayItem permission="jobs:write">
                  <Menu.Item
                    component={Link}
                    href={`/jobs/new?from=${job.id}`}
                    leftSection={<IconPencil size={16} aria-hidden />}
                  >
                    Run again with changes
                  </Menu.Item>
                </MayItem>
                <MayItem permission="schedules:write">
                  <Menu.Item
                    component={Link}
                    href={`/schedules/new?from=${job.id}`}
                    leftSection={<IconCalendarPlus size={16} aria-hidden />}
                  >
                    Run on a schedule
                  </Menu.Item>
                </MayItem>
                <MayItem permission="templates:write">
                  <Menu.Item leftSection={<IconTemplate size={16} aria-hidden />} onClick={save}>
                    Save as template
                  </Menu.Item>
                </MayItem>
              </>
            )}
            <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => clipboard.copy(job.id)}>
              Copy id
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTerminal2 size={16} aria-hidden />}
              onClick={() => clipboard.copy(`./longshore job show ${job.id}`)}
            >
              Copy command
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {saving && worded !== null ? (
        <SaveTemplateDialog
          spec={toTemplateSpec(fromSpec(worded))}
          name={templateNameLike(job.spec.name ?? '')}
          onClose={saved}
        />
      ) : null}
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
