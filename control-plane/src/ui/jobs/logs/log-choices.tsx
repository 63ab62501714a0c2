'use client';
import { Select, Switch } from '@mantine/core';
import { LINE_TIMES, type LineTime } from './line-time.ts';
import classes from './log-viewer.module.css';
import type { LogSettings } from './read-log-settings.ts';
import type { Sieve } from './sift.ts';

export interface LogChoicesProps {
  /** Indexes of the job's tasks. */
  tasks: readonly number[];
  task: number | null;
  onTask: (task: number | null) => void;
  stream: Sieve['stream'];
  onStream: (stream: Sieve['stream']) => void;
  settings: LogSettings;
  onSettings: (change: Partial<LogSettings>) => void;
}

const STREAMS = { both: 'stdout and stderr', STDOUT: 'stdout', STDERR: 'stderr' } as const;
const TIMES: Record<LineTime, string> = {
  off: 'No times',
  clock: 'Clock time',
  full: 'Full, UTC',
  since: 'Since the start',
};

/** What of a log is shown, and how. */
export function LogChoices({ tasks, task, onTask, stream, onStream, settings, onSettings }: LogChoicesProps) {
  return (
    <div className={classes.choices}>
      {tasks.length > 1 ? (
        <Select
          aria-label="Task"
          placeholder="All tasks"
          size="xs"
          comboboxProps={{ withinPortal: false }}
          className={classes.choice}
          clearable
          searchable
          data={tasks.map((index) => ({ value: String(index), label: `Task ${index}` }))}
          value={task === null ? null : String(task)}
          onChange={(value) => onTask(value === null ? null : Number(value))}
        />
      ) : null}
      <Select
        aria-label="Streams"
        size="xs"
        comboboxProps={{ withinPortal: false }}
        className={classes.choice}
        allowDeselect={false}
        data={Object.entries(STREAMS).map(([value, label]) => ({ value, label }))}
        value={stream}
        onChange={(value) => onStream((value ?? 'both') as Sieve['stream'])}
      />
      <Select
        aria-label="Times"
        size="xs"
        comboboxProps={{ withinPortal: false }}
        className={classes.choice}
        allowDeselect={false}
        data={LINE_TIMES.map((value) => ({ value, label: TIMES[value] }))}
        value={settings.time}
        onChange={(value) => onSettings({ time: (value ?? 'clock') as LineTime })}
      />
      <Switch
        size="xs"
        label="Wrap"
        checked={settings.wrap}
        onChange={(event) => onSettings({ wrap: event.currentTarget.checked })}
      />
    </div>
  );
}
