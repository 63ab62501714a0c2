'use client';
import { cronSchema, newId } from '@longshore/schemas';
import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { getHotkeyHandler, useDebouncedValue } from '@mantine/hooks';
import { IconCalendarPlus, IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { problemOf } from '../api/api-problem.ts';
import { schedulePreviewQuery } from '../api/schedule-preview-query.ts';
import { EssentialFields } from '../new-job/essential-fields.tsx';
import { FoldedFields } from '../new-job/folded-fields.tsx';
import { errorsByField, type JobForm, toSpec, validateForm } from '../new-job/job-form.ts';
import newJob from '../new-job/new-job.module.css';
import { JsonView } from '../parts/json-view.tsx';
import { May } from '../parts/may.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { changeSchedule, createSchedule } from './change-schedule.ts';
import { NextTimes } from './next-times.tsx';
import { type ScheduleForm, splitErrors, toSchedule, validateSchedule } from './schedule-form.ts';
import classes from './schedules.module.css';
import { RuleFields, TimeFields } from './time-fields.tsx';

const PREVIEW_AFTER_MS = 300;

export interface ScheduleEditorProps {
  times: ScheduleForm;
  job: JobForm;
  /** The schedule that is changed; null: a new one is made. */
  changes: string | null;
}

/** When it runs and what, at the left; the coming times, and what will be sent, at the right. */
export function ScheduleEditor({ times, job, changes }: ScheduleEditorProps) {
  const router = useRouter();
  const client = useQueryClient();
  const when = useForm<ScheduleForm>({
    mode: 'controlled',
    initialValues: times,
    validate: validateSchedule,
    validateInputOnBlur: true,
  });
  const what = useForm<JobForm>({
    mode: 'controlled',
    initialValues: job,
    validate: validateForm,
    validateInputOnBlur: true,
  });
  const [asked] = useDebouncedValue(`${when.values.cron.trim()}\n${when.values.zone}`, PREVIEW_AFTER_MS);
  const [cron = '', zone = ''] = asked.split('\n');
  const preview = useQuery(schedulePreviewQuery(cron, zone));
  const cronError = preview.error === null ? null : cronErrorOf(preview.error);
  const schedule = toSchedule(when.values, toSpec(what.values));
  const text = JSON.stringify(schedule);
  // The same words again, after an answer that got lost, are the same submit.
  const submission = useRef({ text: '', key: '' });
  const submit = useMutation({
    mutationFn: () => {
      if (changes !== null) return changeSchedule(changes, schedule);
      if (submission.current.text !== text) submission.current = { text, key: newId() };
      return createSchedule(schedule, submission.current.key);
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['schedules'] });
      router.push(`/schedules/${id}`);
    },
    onError: (error) => {
      const found = splitErrors(problemOf(error).errors ?? []);
      when.setErrors(found.schedule);
      what.setErrors(errorsByField(found.job));
    },
  });
  const busy = submit.isPending || submit.isSuccess;
  const send = () => {
    const [first, second] = [when.validate(), what.validate()];
    if (!first.hasErrors && !second.hasErrors && !busy) return submit.mutate();
    const [field] = Object.keys(first.errors);
    const [jobField] = Object.keys(second.errors);
    if (field !== undefined) when.getInputNode(field)?.focus();
    else if (jobField !== undefined) what.getInputNode(jobField)?.focus();
  };
  const complete = Object.keys({ ...validateSchedule(when.values), ...validateForm(what.values) }).length === 0;

  return (
    <form
      className={newJob.columns}
      noValidate
      onKeyDown={getHotkeyHandler([['mod+Enter', send]])}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={newJob.form}>
        <TimeFields form={when} cronError={cronError} />
        <EssentialFields form={what} unnamed />
        <FoldedFields form={what} />
        <RuleFields form={when} />
        {submit.error === null ? null : <ProblemNote error={submit.error} />}
        <div className={newJob.actions}>
          <May permission="schedules:write">
            <Button
              type="submit"
              loading={busy}
              leftSection={<IconCalendarPlus size={16} aria-hidden />}
              title="Ctrl or ⌘ and Enter"
            >
              {changes === null ? 'Make the schedule' : 'Change the schedule'}
            </Button>
          </May>
          <p className={newJob.hint}>Nothing runs before its first time.</p>
        </div>
      </div>
      <aside className={newJob.aside} aria-label="What will be sent">
        <Panel title="Next times" aside={zone}>
          {preview.data === undefined || cronError !== null || !cronSchema.safeParse(cron).success ? (
            <p className={classes.quiet}>Its next five times will stand here.</p>
          ) : (
            <div className={newJob.stack}>
              <p className={classes.words}>{preview.data.words}</p>
              <NextTimes times={preview.data.nextTimes} zone={zone} />
            </div>
          )}
        </Panel>
        <Panel
          title="What will be sent"
          aside={
            complete ? (
              <span className={newJob.complete}>
                <IconCheck size={14} aria-hidden /> Complete
              </span>
            ) : (
              <span>Not yet complete</span>
            )
          }
        >
          <JsonView value={schedule} label="What will be sent" />
        </Panel>
      </aside>
    </form>
  );
}

/** What the server says of the expression itself; other failures are no fault of it. */
function cronErrorOf(error: unknown): string | null {
  return problemOf(error).errors?.find(({ path }) => path === 'cron')?.message ?? null;
}
