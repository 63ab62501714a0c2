'use client';
import { type JobTemplateSpec, newId } from '@longshore/schemas';
import { formatAgo } from '@longshore/schemas/words';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconReplace } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { problemOf } from '../api/api-problem.ts';
import { templatesQuery } from '../api/template-queries.ts';
import { Note } from '../parts/note.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { controlPlaneNow } from '../time/clock.ts';
import { changeTemplate, createTemplate } from './change-template.ts';
import { splitErrors, type TemplateForm, toTemplate, validateTemplate } from './template-form.ts';
import classes from './templates.module.css';

export interface SaveTemplateDialogProps {
  spec: JobTemplateSpec;
  /** What the field of the name begins with. */
  name: string;
  onClose: () => void;
}

/** Keeps a job under a name; says so before it overwrites the template that has it. */
export function SaveTemplateDialog({ spec, name, onClose }: SaveTemplateDialogProps) {
  const client = useQueryClient();
  const templates = useQuery(templatesQuery());
  const form = useForm<TemplateForm>({
    mode: 'controlled',
    initialValues: { name, description: '' },
    validate: validateTemplate,
  });
  const there = templates.data?.items.find((template) => template.name === form.values.name.trim());
  const key = useRef(newId());
  const save = useMutation({
    mutationFn: (values: TemplateForm) => {
      const { description, ...template } = toTemplate(values, spec);
      if (there === undefined) return createTemplate({ ...template, description: description ?? '' }, key.current);
      return changeTemplate(there.id, { spec, ...(description ? { description } : {}) });
    },
    onSuccess: async (_, values) => {
      notifications.show({ title: 'Saved', message: `${values.name.trim()} stands among the templates.` });
      await client.invalidateQueries({ queryKey: ['templates'] });
      onClose();
    },
    onError: async (error) => {
      // A refused try is not the same submit as the next one.
      key.current = newId();
      form.setErrors(splitErrors(problemOf(error).errors ?? []).template);
      // Somebody else may have taken the name meanwhile: then the next look says that it would be overwritten.
      await client.invalidateQueries({ queryKey: ['templates'] });
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Save as template"
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (!form.validate().hasErrors && !save.isPending) save.mutate(form.values);
          else form.getInputNode('name')?.focus();
        }}
      >
        <TextInput
          label="Name of the template"
          description="Everybody finds it by this name."
          required
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label="What it is for"
          placeholder={there?.description ?? ''}
          autoComplete="off"
          {...form.getInputProps('description')}
        />
        {there === undefined ? null : (
          <Note tone="look" icon={<IconReplace size={18} />} title={`${there.name} is overwritten`}>
            It was changed {formatAgo(controlPlaneNow() - Date.parse(there.updatedAt))}. What it says now is gone then
            {there.description === '' ? '' : '; its description stays unless you give another'}.
          </Note>
        )}
        {save.error === null || Object.keys(form.errors).length > 0 ? null : <ProblemNote error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={templates.isPending}>
            {there === undefined ? 'Save' : 'Overwrite'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
