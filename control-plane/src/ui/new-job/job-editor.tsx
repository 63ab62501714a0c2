'use client';
import { newId } from '@longshore/schemas';
import { jobCommand } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { getHotkeyHandler, useDisclosure } from '@mantine/hooks';
import { IconCheck, IconPlayerPlay, IconScale, IconTemplate } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { problemOf } from '../api/api-problem.ts';
import { request } from '../api/request.ts';
import { submitJob } from '../jobs/submit-job.ts';
import { May } from '../parts/may.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SpecView } from '../parts/spec-view.tsx';
import { SaveTemplateDialog } from '../templates/save-template-dialog.tsx';
import { toTemplateSpec, validateOpenForm } from '../templates/template-form.ts';
import { EssentialFields } from './essential-fields.tsx';
import { FoldedFields } from './folded-fields.tsx';
import { errorsByField, type JobForm, toSpec, validateForm } from './job-form.ts';
import classes from './new-job.module.css';
import { PlanView } from './plan-view.tsx';

/**
 * The form at the left; what will be sent, and where it would run, at the right.
 *
 * @param template - what the template is called that it began with; empty: none
 */
export function JobEditor({ initial, template = '' }: { initial: JobForm; template?: string }) {
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
  const [saving, { open: save, close: saved }] = useDisclosure(false);
  // The same words again, after an answer that got lost, are the same submit.
  const submission = useRef({ text: '', key: '' });

  const refused = (error: unknown) => {
    const { errors } = problemOf(error);
    if (errors !== undefined && errors.length > 0) form.setErrors(errorsByField(errors));
  };
  const plan = useMutation({
    mutationFn: () => request('/jobs/plan', { method: 'POST', body: spec }),
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
  const focusFirst = (errors: object) => {
    const [first] = Object.keys(errors);
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
  const checked = (act: () => void) => () => {
    const { hasErrors, errors } = form.validate();
    if (!hasErrors) return act();
    focusFirst(errors);
  };
  // A template may leave open what a job needs; what is there must be right.
  const keep = () => {
    const errors = validateOpenForm(form.values);
    form.setErrors(errors);
    if (Object.keys(errors).length === 0) return save();
    focusFirst(errors);
  };
  const send = checked(() => {
    if (!busy) submit.mutate();
  });

  // The dialog stands beside the form and not in it: what is pressed there must not submit the job.
  return (
    <>
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
            <May permission="jobs:write">
              <Button
                type="submit"
                loading={busy}
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                title="Ctrl or ⌘ and Enter"
              >
                Submit
              </Button>
            </May>
            <Button
              variant="default"
              loading={plan.isPending}
              leftSection={<IconScale size={16} aria-hidden />}
              onClick={checked(() => plan.mutate())}
            >
              Plan
            </Button>
            <May permission="templates:write">
              <Button variant="default" leftSection={<IconTemplate size={16} aria-hidden />} onClick={keep}>
                Save as template
              </Button>
            </May>
            <p className={classes.hint}>Plan says where it would run, and starts nothing.</p>
          </div>
        </div>
        <aside className={classes.aside} aria-label="What will be sent">
          {plan.data === undefined ? null : <PlanView plan={plan.data} outdated={planned !== text} />}
          <Panel title="What will be sent" aside={<SentState form={form.values} />}>
            <SpecView value={spec} label="What will be sent" command={jobCommand(spec)} />
          </Panel>
        </aside>
      </form>
      {saving ? <SaveTemplateDialog spec={toTemplateSpec(form.values)} name={template} onClose={saved} /> : null}
    </>
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
