'use client';
import { SCHEDULE_STATES, type ScheduleDetail } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { ActionIcon, Button, Group, Modal } from '@mantine/core';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import {
  IconDots,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconTerminal2,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { May, MayItem } from '../parts/may.tsx';
import { Menu } from '../parts/menu/menu.tsx';
import { MenuItem } from '../parts/menu/menu-item.tsx';
import { notifyFailure } from '../parts/notify-failure.ts';
import { StateBadge } from '../state/state-badge.tsx';
import { changeSchedule, deleteSchedule, runSchedule } from './change-schedule.ts';
import { scheduleHref, scheduleState } from './schedule-columns.tsx';
import classes from './schedules.module.css';

/** Name, state, and the two acts that people come for: run it now, pause it. */
export function ScheduleHeader({ schedule }: { schedule: ScheduleDetail }) {
  const router = useRouter();
  const client = useQueryClient();
  const clipboard = useClipboard();
  const [asking, { open: ask, close }] = useDisclosure(false);
  const run = useMutation({
    mutationFn: () => runSchedule(schedule.id),
    onSuccess: ({ id }) => router.push(`/jobs/${id}`),
    onError: notifyFailure('Not submitted'),
  });
  const pause = useMutation({
    mutationFn: () => changeSchedule(schedule.id, { paused: !schedule.paused }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['schedules'] }),
    onError: notifyFailure(schedule.paused ? 'Not resumed' : 'Not paused'),
  });
  const remove = useMutation({
    mutationFn: () => deleteSchedule(schedule.id),
    onSuccess: async () => {
      router.push('/schedules');
      await client.invalidateQueries({ queryKey: ['schedules', 'list'] });
    },
    onError: notifyFailure('Not deleted'),
    onSettled: close,
  });

  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <h1>{schedule.name}</h1>
        <StateBadge view={SCHEDULE_STATES[scheduleState(schedule)]} look="pill" />
      </div>
      <div className={classes.actions}>
        <May permission="schedules:write">
          <Button
            leftSection={<IconPlayerSkipForward size={16} aria-hidden />}
            loading={run.isPending || run.isSuccess}
            onClick={() => run.mutate()}
          >
            Run now
          </Button>
        </May>
        <May permission="schedules:write">
          <Button
            variant="default"
            leftSection={
              schedule.paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />
            }
            loading={pause.isPending}
            onClick={() => pause.mutate()}
          >
            {schedule.paused ? 'Resume' : 'Pause'}
          </Button>
        </May>
        <Menu
          width={200}
          button={
            <ActionIcon size={36} variant="default" aria-label="More">
              <IconDots size={18} />
            </ActionIcon>
          }
        >
          <MayItem permission="schedules:write">
            <MenuItem href={`${scheduleHref(schedule)}/change`} icon={<IconPencil size={16} aria-hidden />}>
              Change
            </MenuItem>
          </MayItem>
          <MenuItem
            icon={<IconTerminal2 size={16} aria-hidden />}
            onClick={() => clipboard.copy(`./longshore schedule show ${schedule.name}`)}
          >
            Copy command
          </MenuItem>
          <MayItem permission="schedules:write">
            <MenuItem dangerous icon={<IconTrash size={16} aria-hidden />} onClick={ask}>
              Delete
            </MenuItem>
          </MayItem>
        </Menu>
      </div>
      <Modal
        opened={asking}
        onClose={close}
        title={`Delete ${schedule.name}?`}
        centered
        transitionProps={{ duration: 100 }}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <p style={{ margin: '0 0 16px' }}>
          It starts nothing any more, and what became of its times is forgotten. Its jobs stay
          {schedule.openJobs === 0 ? '' : `; ${plural(schedule.openJobs, 'job')} that did not end yet will go on`}.
        </p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate()}>
            Delete
          </Button>
        </Group>
      </Modal>
    </header>
  );
}
