'use client';
import { newId } from '@longshore/schemas';
import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { problemOf } from '../api/api-problem.ts';
import { EssentialFields } from '../new-job/essential-fields.tsx';
import { FoldedFields } from '../new-job/folded-fields.tsx';
import { errorsByField, type JobForm } from '../new-job/job-form.ts';
import newJob from '../new-job/new-job.module.css';
import { May } from '../parts/may.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SpecView } from '../parts/spec-view.tsx';
import { changeTemplate, createTemplate } from './change-template.ts';
import {
  splitErrors,
  type TemplateForm,
  toTemplate,
  toTemplateSpec,
  validateOpenForm,
  validateTemplate,
} from './template-form.ts';

export interface TemplateEditorProps {
  template: TemplateForm;
  job: JobForm;
  /** The template that is changed; null: a new one is made. */
  changes: string | null;
}

/** What it is called and what it runs, at the left; what is kept of that, at the right. */
export function TemplateEditor({ template, job, changes }: TemplateEditorProps) {
  const router = useRouter();
  const client = useQueryClient();
  const itself = useForm<TemplateForm>({
    mode: 'controlled',
    initialValues: template,
    validate: validateTemplate,
    validateInputOnBlur: true,
  });
  const what = useForm<JobForm>({
    mode: 'controlled',
    initialValues: job,
    validate: validateOpenForm,
    validateInputOnBlur: true,
  });
  const spec = toTemplateSpec(what.values);
  const wanted = toTemplate(itself.values, spec);
  const text = JSON.stringify(wanted);
  // The same words again, after an answer that got lost, are the same submit.
  const submission = useRef({ text: '', key: '' });
  const save = useMutation({
    mutationFn: () => {
      if (changes !== null) return changeTemplate(changes, wanted);
      if (submission.current.text !== text) submission.current = { text, key: newId() };
      return createTemplate(wanted, submission.current.key);
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['templates'] });
      router.push(`/templates/${id}`);
    },
    onError: (error) => {
      const found = splitErrors(problemOf(error).errors ?? []);
      itself.setErrors(found.template);
      what.setErrors(errorsByField(found.job));
    },
  });
  const busy = save.isPending || save.isSuccess;
  const send = () => {
    const [first, second] = [itself.validate(), what.validate()];
    if (!first.hasErrors && !second.hasErrors && !busy) return save.mutate();
    const [field] = Object.keys(first.errors);
    const [jobField] = Object.keys(second.errors);
    if (field !== undefined) itself.getInputNode(field)?.focus();
    else if (jobField !== undefined) what.getInputNode(jobField)?.focus();
  };

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
        <Panel title="Template">
          <div className={newJob.stack}>
            <TextInput
              label="Name of the template"
              description="Its own among all templates: letters, digits, “.”, “_” and “-”."
              required
              autoFocus
              spellCheck={false}
              {...itself.getInputProps('name')}
            />
            <TextInput
              label="What it is for"
              description="A sentence for whoever picks it."
              {...itself.getInputProps('description')}
            />
          </div>
        </Panel>
        <EssentialFields form={what} open />
        <FoldedFields form={what} />
        {save.error === null ? null : <ProblemNote error={save.error} />}
        <div className={newJob.actions}>
          <May permission="templates:write">
            <Button
              type="submit"
              loading={busy}
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
              title="Ctrl or ⌘ and Enter"
            >
              {changes === null ? 'Make the template' : 'Change the template'}
            </Button>
          </May>
          <p className={newJob.hint}>What is left empty is filled in by whoever uses it.</p>
        </div>
      </div>
      <aside className={newJob.aside} aria-label="What will be kept">
        <Panel title="What will be kept">
          <SpecView value={spec} label="What will be kept" />
        </Panel>
      </aside>
    </form>
  );
}
