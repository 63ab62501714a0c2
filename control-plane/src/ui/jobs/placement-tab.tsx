'use client';
import type { JobDetail } from '@longshore/schemas';
import { Group, Select } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useSearchParams } from 'next/navigation';
import { Empty } from '../parts/empty.tsx';
import { ReceiptPicture } from '../receipt/receipt-picture.tsx';
import { decisionsOf } from './decisions-of.ts';

/** Why each task runs where it runs, or why it does not run yet; of each earlier try too. */
export function PlacementTab({ job }: { job: JobDetail }) {
  const address = useSearchParams();
  const asked = Number(address.get('task') ?? 0);
  const task = job.tasks[asked] ?? job.tasks[0];
  const decisions = task === undefined ? [] : decisionsOf(task);
  const chosen = decisions.find(({ name }) => name === address.get('try')) ?? decisions[0];
  const open = (index: number | string, name?: string) =>
    history.replaceState(null, '', `?tab=placement&task=${index}${name === undefined ? '' : `&try=${name}`}`);
  return (
    <>
      {task === undefined || (job.taskCount <= 1 && decisions.length <= 1) ? null : (
        <Group gap="xs" mb="md">
          {job.taskCount <= 1 ? null : (
            <Select
              aria-label="Task"
              size="xs"
              w={160}
              searchable
              allowDeselect={false}
              data={job.tasks.map(({ index }) => ({ value: String(index), label: `Task ${index}` }))}
              value={String(task.index)}
              onChange={(value) => open(value ?? 0)}
            />
          )}
          {decisions.length <= 1 || chosen === undefined ? null : (
            <Select
              aria-label="Decision"
              size="xs"
              w={240}
              allowDeselect={false}
              data={decisions.map(({ name, words }) => ({ value: name, label: words }))}
              value={chosen.name}
              onChange={(value) => open(task.index, value ?? undefined)}
            />
          )}
        </Group>
      )}
      {chosen === undefined ? (
        <Empty icon={<IconScale size={22} />} title="Not decided yet">
          When the dispatcher decides where this task runs, its receipt stands here: every agent, what excluded it, and
          how the others scored.
        </Empty>
      ) : (
        <ReceiptPicture receipt={chosen.receipt} />
      )}
    </>
  );
}
