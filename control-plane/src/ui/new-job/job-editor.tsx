'use client';
import { newId, planSchema } from '@longshore/schemas';
import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconCheck, IconPlayerPlay, IconScale } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { problemOf } from '../api/api-problem.ts';
import { request } from '../api/request.ts';
import { submitJob } from '../jobs/submit-job.ts';
import { JsonView } from '../parts/json-view.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { EssentialFields } from './essential-fields.tsx';
import { FoldedFields } from './folded-fields.tsx';
import { errorsByField, type JobForm, toSpec, validateForm } from './job-form.ts';
import classes from './new-job.module.css';
import { PlanView } from './plan-view.tsx';

/** The form at the left; what will be sent, and where it would run, at the right. */
export function JobEditor({ initial }: { initial: JobForm }) {
  const router = useRouter();
  const client = useQueryClient();
  const form = useForm<JobForm>({
    mode: 'controlled',
    initialValues: initial,
    validate: validateForm,
    validateInputOnBlur: true,
  });
  const spec = toSpec(form.values);
  const text = JSON.stringify(spec);
  const [planned, setPlanned] = useState('');
  // The same words again, after an answer that got lost, are the same submit.
  const submission = useRef({ text: '', key: '' });

  const refused = (error: unknown) => {
    const { errors } = problemOf(error);
    if (errors !== undefined && errors.length > 0) form.setErrors(errorsByField(errors));
  };
  const plan = useMutation({
    mutationFn: () => request('/jobs/plan', planSchema, { method: 'POST', body: spec }),
    onMutate: () => setPlanned(text),
    onError: refused,
  });
  const submit = useMutation({
    mutationFn: () => {
      if (submission.current.text !== text) submission.current = { text, key: newId() };
      return submitJob(spec, submission.current.key);
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['jobs'] });
      router.push(`/jobs/${id}`);
    },
    onError: refused,
  });
  const failure = submit.error ?? plan.error;
  // After a success the page is on its way to the job: a second submit would be a second job.
  const busy = submit.isPending || submit.isSuccess;
  const checked = (act: () => void) => () => {
    const { hasErrors, errors } = form.validate();
    if (!hasErrors) return act();
    const first = Object.keys(errors)[0];
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
  const send = checked(() => {
    if (!busy) submit.mutate();
  });

  return (
    <form
      className={classes.columns}
      noValidate
      onKeyDown={getHotkeyHandler([['mod+Enter', send]])}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={classes.form}>
        <EssentialFields form={form} />
        <FoldedFields form={form} />
        {failure === null ? null : <ProblemNote error={failure} />}
        <div className={classes.actions}>
          <Button
            type="submit"
            loading={busy}
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            title="Ctrl or ⌘ and Enter"
          >
            Submit
          </Button>
          <Button
            variant="default"
            loading={plan.isPending}
            leftSection={<IconScale size={16} aria-hidden />}
            onClick={checked(() => plan.mutate())}
          >
            Plan
          </Button>
          <p className={classes.hint}>Plan says where it would run, and starts nothing.</p>
        </div>
      </div>
      <aside className={classes.aside} aria-label="What will be sent">
        {plan.data === undefined ? null : <PlanView plan={plan.data} outdated={planned !== text} />}
        <Panel title="What will be sent" aside={<SentState form={form.values} />}>
          <JsonView value={spec} label="What will be sent" />
        </Panel>
      </aside>
    </form>
  );
}

/** Whether it could be sent as it stands. */
function SentState({ form }: { form: JobForm }) {
  const wrong = Object.keys(validateForm(form)).length;
  if (wrong > 0) return <span>Not yet complete</span>;
  return (
    <span className={classes.complete}>
      <IconCheck size={14} aria-hidden /> Complete
    </span>
  );
}
