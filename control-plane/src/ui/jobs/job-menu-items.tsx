'use client';
import type { JobDetail } from '@longshore/schemas';
import { useClipboard } from '@mantine/hooks';
import { IconCalendarPlus, IconCopy, IconPencil, IconTemplate, IconTerminal2 } from '@tabler/icons-react';
import { MayItem } from '../parts/may.tsx';
import { MenuItem } from '../parts/menu/menu-item.tsx';

export interface JobMenuItemsProps {
  job: Pick<JobDetail, 'id'>;
  /** Whether the form can show it. */
  formed: boolean;
  onSave: () => void;
}

/** What one does with a job now and then. */
export function JobMenuItems({ job, formed, onSave }: JobMenuItemsProps) {
  const clipboard = useClipboard();
  return (
    <>
      {formed ? (
        <>
          <MayItem permission="jobs:write">
            <MenuItem href={`/jobs/new?from=${job.id}`} icon={<IconPencil size={16} aria-hidden />}>
              Run again with changes
            </MenuItem>
          </MayItem>
          <MayItem permission="schedules:write">
            <MenuItem href={`/schedules/new?from=${job.id}`} icon={<IconCalendarPlus size={16} aria-hidden />}>
              Run on a schedule
            </MenuItem>
          </MayItem>
          <MayItem permission="templates:write">
            <MenuItem icon={<IconTemplate size={16} aria-hidden />} onClick={onSave}>
              Save as template
            </MenuItem>
          </MayItem>
        </>
      ) : null}
      <MenuItem icon={<IconCopy size={16} aria-hidden />} onClick={() => clipboard.copy(job.id)}>
        Copy id
      </MenuItem>
      <MenuItem
        icon={<IconTerminal2 size={16} aria-hidden />}
        onClick={() => clipboard.copy(`./longshore job show ${job.id}`)}
      >
        Copy command
      </MenuItem>
    </>
  );
}
