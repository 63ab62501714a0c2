'use client';
import { Autocomplete, NumberInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { topicsQuery } from '../api/queries.ts';
import { Panel } from '../parts/panel.tsx';
import { Segments } from '../parts/segments.tsx';
import { EMPTY_FORM, type JobForm } from './job-form.ts';
import classes from './new-job.module.css';

/**
 * The fields that matter first: what runs, and the topic.
 *
 * @param unnamed - the job gets its name from elsewhere, and the focus is elsewhere too
 * @param open - nothing is needed: of a template, whose name has the focus
 */
export function EssentialFields({
  form,
  unnamed = false,
  open = false,
}: {
  form: UseFormReturnType<JobForm>;
  unnamed?: boolean;
  open?: boolean;
}) {
  const topics = useQuery(topicsQuery()).data?.items.filter(({ internal }) => !internal) ?? [];
  const generates = form.values.kind === 'data-generator';
  const choose = (kind: JobForm['kind']) => {
    form.setValues({ kind, image: kind === 'data-generator' ? EMPTY_FORM.image : '' });
    form.clearErrors();
  };
  return (
    <Panel title="What runs">
      <div className={classes.stack}>
        <Segments
          label="Kind of job"
          value={form.values.kind}
          onChange={choose}
          options={[
            { value: 'data-generator', words: 'Generate records' },
            { value: 'container', words: 'Run any image' },
          ]}
        />
        {generates ? null : (
          <TextInput
            label="Image"
            description="As the agent’s engine pulls it, such as ghcr.io/acme/tool:1.2"
            placeholder="registry/name:tag"
            required={!open}
            autoFocus={!unnamed && !open}
            spellCheck={false}
            {...form.getInputProps('image')}
          />
        )}
        <Autocomplete
          label="Topic"
          description={
            generates
              ? 'Where the records go. It is created if it is missing.'
              : 'Given to the program as LONGSHORE_TOPIC; created if it is missing. Leave it empty if it needs none.'
          }
          placeholder="orders"
          required={generates && !open}
          autoFocus={generates && !unnamed && !open}
          spellCheck={false}
          data={topics.map(({ name }) => name)}
          limit={8}
          openOnFocus={false}
          {...form.getInputProps('topic')}
        />
        {generates ? (
          <NumberInput
            label="Records"
            description={form.values.endless ? 'Until it is stopped.' : 'In all, shared among the tasks.'}
            min={1}
            allowDecimal={false}
            clampBehavior="none"
            thousandSeparator=","
            disabled={form.values.endless}
            {...form.getInputProps('count')}
          />
        ) : null}
        {unnamed ? null : (
          <TextInput
            label={open ? 'Name of the job' : 'Name'}
            description="For people. Without one, the job is called by its image and a few letters."
            spellCheck={false}
            {...form.getInputProps('name')}
          />
        )}
      </div>
    </Panel>
  );
}
