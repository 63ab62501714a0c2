'use client';
import { formatCount } from '@longshore/schemas/words';
import { Button, Popover, Switch } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconDownload } from '@tabler/icons-react';
import { LogChoices, type LogChoicesProps } from './log-choices.tsx';
import { LogSearch } from './log-search.tsx';
import classes from './log-viewer.module.css';
import type { LogSearchState } from './use-log-search.ts';

export interface LogToolbarProps {
  search: LogSearchState;
  choices: LogChoicesProps;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  /** Lines that the download has got so far; null: none is going on. */
  downloading: number | null;
  onDownload: (() => void) | undefined;
}

/** What one does with a log: search it, choose what to see, follow it, take it along. */
export function LogToolbar({ search, choices, follow, onFollow, downloading, onDownload }: LogToolbarProps) {
  return (
    <div className={classes.toolbar}>
      <LogSearch search={search} />
      <div className={classes.wide}>
        <LogChoices {...choices} />
      </div>
      <div className={classes.narrow}>
        <Popover position="bottom-start" withinPortal trapFocus>
          <Popover.Target>
            <Button size="xs" variant="default" leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}>
              View
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={classes.stacked}>
            <LogChoices {...choices} />
          </Popover.Dropdown>
        </Popover>
      </div>
      <Switch size="xs" label="Follow" checked={follow} onChange={(event) => onFollow(event.currentTarget.checked)} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        disabled={onDownload === undefined || downloading !== null}
        onClick={onDownload}
      >
        {downloading === null ? 'Download' : `${formatCount(downloading)} lines`}
      </Button>
    </div>
  );
}
