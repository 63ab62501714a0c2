'use client';
import {
  Accordion,
  Checkbox,
  MultiSelect,
  NumberInput,
  type NumberInputProps,
  Select,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { agentsQuery } from '../api/queries.ts';
import type { JobForm } from './job-form.ts';
import classes from './new-job.module.css';
import { PairRows } from './pair-rows.tsx';
import { summaries } from './section-summaries.ts';
import { TEMPLATE_METHODS } from './template-methods.ts';

interface Section {
  id: string;
  title: string;
  fields: ReadonlyArray<keyof JobForm>;
  content: ReactNode;
}

/** Everything that has a default, folded by topic, each fold with what it holds in a few words. */
export function FoldedFields({ form }: { form: UseFormReturnType<JobForm> }) {
  const [open, setOpen] = useState<string[]>([]);
  const sections = sectionsOf(form);
  const wrong = sections
    .filter(({ fields }) => fields.some((field) => form.errors[field] !== undefined))
    .map(({ id }) => id);
  const wrongKey = wrong.join(' ');
  // A complaint inside a fold is no use: the fold opens.
  useEffect(() => {
    if (wrongKey !== '') setOpen((now) => [...new Set([...now, ...wrongKey.split(' ')])]);
  }, [wrongKey]);
  const words = summaries(form.values);
  return (
    <Accordion multiple variant="contained" value={open} onChange={setOpen} order={2} keepMounted={false}>
      {sections.map(({ id, title, content }) => (
        <Accordion.Item key={id} value={id}>
          <Accordion.Control>
            <span className={classes.fold}>
              <span>{title}</span>
              <span className={classes.foldWords}>{words[id]}</span>
            </span>
          </Accordion.Control>
          <Accordion.Panel>{content}</Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function sectionsOf(form: UseFormReturnType<JobForm>): Section[] {
  const records: Section = {
    id: 'records',
    title: 'Records',
    fields: ['endless', 'rate', 'seed', 'template'],
    content: <RecordFields form={form} />,
  };
  const program: Section = {
    id: 'program',
    title: 'Program',
    fields: ['entrypoint', 'command'],
    content: <ProgramFields form={form} />,
  };
  return [
    form.values.kind === 'data-generator' ? records : program,
    {
      id: 'resources',
      title: 'Size',
      fields: ['cores', 'memoryMebibytes', 'parallelism', 'perHost'],
      content: <ResourceFields form={form} />,
    },
    {
      id: 'placement',
      title: 'Placement',
      fields: ['agents', 'labels', 'constraints', 'affinities', 'platform', 'spreadOver', 'priority'],
      content: <PlacementFields form={form} />,
    },
    {
      id: 'environment',
      title: 'Environment',
      fields: ['environment'],
      content: <EnvironmentFields form={form} />,
    },
    {
      id: 'failure',
      title: 'When it fails or takes long',
      fields: ['maxAttempts', 'deadlineMinutes', 'jobDeadlineMinutes', 'stopGraceSeconds', 'imagePolicy'],
      content: <FailureFields form={form} />,
    },
  ];
}

/** Fields beside each other stand at one height, however long their explanations are. */
const BESIDE: Pick<NumberInputProps, 'inputWrapperOrder'> = {
  inputWrapperOrder: ['label', 'input', 'description', 'error'],
};

interface FieldsProps {
  form: UseFormReturnType<JobForm>;
}

function RecordFields({ form }: FieldsProps) {
  return (
    <div className={classes.stack}>
      <Checkbox
        label="Without end: until the job is stopped"
        {...form.getInputProps('endless', { type: 'checkbox' })}
      />
      <div className={classes.grid}>
        <NumberInput
          {...BESIDE}
          label="Rate"
          description="Records a second; empty: as fast as it goes."
          min={0}
          clampBehavior="none"
          {...form.getInputProps('rate')}
        />
        <NumberInput
          {...BESIDE}
          label="Seed"
          description="The same seed gives the same records."
          min={0}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps('seed')}
        />
      </div>
      <fieldset className={classes.rows}>
        <legend>Fields of a record</legend>
        <p className={classes.hint}>Each is a method of faker, with arguments as JSON where it takes some.</p>
        <PairRows
          rows={form.values.template}
          onChange={(rows) => form.setFieldValue('template', rows)}
          onBlur={() => form.validateField('template')}
          what="field"
          names={{ name: 'name', value: 'person.fullName' }}
          suggestions={TEMPLATE_METHODS}
          error={form.errors.template}
        />
      </fieldset>
    </div>
  );
}

function ProgramFields({ form }: FieldsProps) {
  return (
    <div className={classes.stack}>
      <Textarea
        label="Arguments"
        description="Instead of the image’s own; one a line."
        autosize
        minRows={2}
        maxRows={12}
        spellCheck={false}
        {...form.getInputProps('command')}
      />
      <Textarea
        label="Entrypoint"
        description="Instead of the image’s own; one word a line."
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        {...form.getInputProps('entrypoint')}
      />
    </div>
  );
}

function ResourceFields({ form }: FieldsProps) {
  const perHost = form.values.perHost && form.values.kind === 'container';
  return (
    <div className={classes.stack}>
      <div className={classes.grid}>
        <NumberInput
          {...BESIDE}
          label="Cores"
          description="Reserved, and the limit of each task."
          min={0.01}
          step={0.25}
          decimalScale={3}
          clampBehavior="none"
          {...form.getInputProps('cores')}
        />
        <NumberInput
          {...BESIDE}
          label="Memory"
          description="A task that uses more is killed."
          suffix=" MiB"
          min={6}
          step={64}
          clampBehavior="none"
          {...form.getInputProps('memoryMebibytes')}
        />
        <NumberInput
          {...BESIDE}
          label="Tasks"
          description={perHost ? 'As many as agents match.' : 'How many containers share the work.'}
          min={1}
          allowDecimal={false}
          clampBehavior="none"
          disabled={perHost}
          {...form.getInputProps('parallelism')}
        />
      </div>
      {form.values.kind === 'container' ? (
        <Checkbox
          label="One task on each matching agent, also on those that join later, until the job is stopped"
          {...form.getInputProps('perHost', { type: 'checkbox' })}
        />
      ) : null}
    </div>
  );
}

function PlacementFields({ form }: FieldsProps) {
  const agents = useQuery(agentsQuery()).data?.items ?? [];
  return (
    <div className={classes.stack}>
      <MultiSelect
        label="Agents"
        description="Only these; none chosen: any."
        data={[...new Set([...agents.map(({ id }) => id), ...form.values.agents])]}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Choose none' }}
        nothingFoundMessage="No such agent"
        {...form.getInputProps('agents')}
      />
      <TagsInput
        label="Labels"
        description="Those that the agent must have, as name=value."
        placeholder="zone=eu"
        {...form.getInputProps('labels')}
      />
      <TagsInput
        label="Constraints"
        description="What the agent’s labels must satisfy: zone in (eu, us), zone != ap, gpu, !spot, cores >= 8."
        placeholder="zone in (eu, us)"
        splitChars={[';']}
        acceptValueOnBlur
        {...form.getInputProps('constraints')}
      />
      <TagsInput
        label="Affinities"
        description="The same, for what it had better satisfy."
        placeholder="disk = ssd"
        splitChars={[';']}
        acceptValueOnBlur
        {...form.getInputProps('affinities')}
      />
      <div className={classes.grid}>
        <TextInput
          {...BESIDE}
          label="Platform"
          description="That the image is made for; empty: any."
          placeholder="linux/amd64"
          spellCheck={false}
          {...form.getInputProps('platform')}
        />
        <TextInput
          {...BESIDE}
          label="Spread over"
          description="A label whose values share the tasks evenly, or agent."
          placeholder="zone"
          spellCheck={false}
          {...form.getInputProps('spreadOver')}
        />
      </div>
      <NumberInput
        label="Priority"
        description="0 to 100; higher goes first when there is not room for all."
        min={0}
        max={100}
        allowDecimal={false}
        clampBehavior="none"
        {...form.getInputProps('priority')}
      />
    </div>
  );
}

function EnvironmentFields({ form }: FieldsProps) {
  return (
    <div className={classes.stack}>
      <p className={classes.hint}>
        Whoever sees this job sees them too: no place for a password. Names that begin with LONGSHORE_ are set by
        Longshore.
      </p>
      <PairRows
        rows={form.values.environment}
        onChange={(rows) => form.setFieldValue('environment', rows)}
        onBlur={() => form.validateField('environment')}
        what="variable"
        names={{ name: 'NAME', value: 'value' }}
        error={form.errors.environment}
      />
    </div>
  );
}

function FailureFields({ form }: FieldsProps) {
  const generates = form.values.kind === 'data-generator';
  return (
    <div className={classes.stack}>
      <div className={classes.grid}>
        <NumberInput
          {...BESIDE}
          label="Tries"
          description="In all, the first included."
          min={1}
          max={100}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps('maxAttempts')}
        />
        <NumberInput
          {...BESIDE}
          label="Deadline"
          description="Longest run of one try; empty: none."
          suffix=" min"
          min={0}
          clampBehavior="none"
          {...form.getInputProps('deadlineMinutes')}
        />
        <NumberInput
          {...BESIDE}
          label="Deadline of the job"
          description="From the submission to its end; empty: none."
          suffix=" min"
          min={0}
          clampBehavior="none"
          {...form.getInputProps('jobDeadlineMinutes')}
        />
        <NumberInput
          {...BESIDE}
          label="Grace"
          description="Between SIGTERM and SIGKILL."
          suffix=" s"
          min={0}
          clampBehavior="none"
          {...form.getInputProps('stopGraceSeconds')}
        />
      </div>
      {generates ? (
        <TextInput
          label="Image"
          description="That generates the records."
          spellCheck={false}
          {...form.getInputProps('image')}
        />
      ) : null}
      <Select
        label="Pull the image"
        allowDeselect={false}
        data={[
          { value: 'IF_MISSING', label: 'If the host does not have it' },
          { value: 'ALWAYS', label: 'Always' },
          { value: 'NEVER', label: 'Never' },
        ]}
        {...form.getInputProps('imagePolicy')}
      />
    </div>
  );
}
