'use client';
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo } from 'react';
import newJob from '../new-job/new-job.module.css';
import { Panel } from '../parts/panel.tsx';
import { OVERLAP_WORDS } from './overlap-words.ts';
import type { ScheduleForm } from './schedule-form.ts';
import classes from './schedules.module.css';

const PRESETS = [
  ['Each quarter hour', '*/15 * * * *'],
  ['Each hour', '0 * * * *'],
  ['Each night', '30 3 * * *'],
  ['Weekdays at nine', '0 9 * * 1-5'],
  ['First of the month', '0 6 1 * *'],
] as const;

const ZONES_SHOWN = 60;

/** When it runs: name, expression, zone. */
export function TimeFields({ form, cronError }: { form: UseFormReturnType<ScheduleForm>; cronError: string | null }) {
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC');
    const all = ['UTC', ...known];
    return all.includes(form.values.zone) ? all : [form.values.zone, ...all];
  }, [form.values.zone]);
  const cron = form.getInputProps('cron');
  return (
    <Panel title="When it runs">
      <div className={newJob.stack}>
        <TextInput
          label="Name"
          description="Its own among all schedules; its jobs are called after it."
          placeholder="nightly"
          required
          autoFocus
          spellCheck={false}
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Times"
          description="A cron expression: minute, hour, day of the month, month, day of the week."
          placeholder="30 3 * * *"
          required
          spellCheck={false}
          autoComplete="off"
          {...cron}
          error={cron.error ?? cronError}
        />
        <div className={classes.presets}>
          {PRESETS.map(([word, expression]) => (
            <Button
              key={expression}
              size="compact-sm"
              variant="default"
              aria-pressed={form.values.cron === expression}
              onClick={() => {
                form.setFieldValue('cron', expression);
                form.clearFieldError('cron');
              }}
            >
              {word}
            </Button>
          ))}
        </div>
        <Select
          label="Time zone"
          description="Whose clocks the times are read from, with their daylight saving."
          data={zones}
          limit={ZONES_SHOWN}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such time zone"
          {...form.getInputProps('zone')}
        />
      </div>
    </Panel>
  );
}

/** What happens when things do not go by the clock. */
export function RuleFields({ form }: { form: UseFormReturnType<ScheduleForm> }) {
  return (
    <Panel title="When it does not go by the clock">
      <div className={newJob.stack}>
        <Select
          label="A time comes and its last job has not ended"
          allowDeselect={false}
          data={(['skip', 'allow', 'replace'] as const).map((value) => ({ value, label: OVERLAP_WORDS[value] }))}
          {...form.getInputProps('overlap')}
        />
        <NumberInput
          label="Make up for a missed time within"
          description="When nothing could be started: of all that were missed, only the last."
          suffix=" min"
          min={1}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps('missedMinutes')}
        />
      </div>
    </Panel>
  );
}
