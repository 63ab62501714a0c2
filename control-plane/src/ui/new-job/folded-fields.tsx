'use client';
import { Accordion } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactNode, useEffect, useState } from 'react';
import { EnvironmentFields } from './fields/environment-fields.tsx';
import { FailureFields } from './fields/failure-fields.tsx';
import { PlacementFields } from './fields/placement-fields.tsx';
import { ProgramFields } from './fields/program-fields.tsx';
import { RecordFields } from './fields/record-fields.tsx';
import { ResourceFields } from './fields/resource-fields.tsx';
import type { JobForm } from './job-form.ts';
import classes from './new-job.module.css';
import { summaries } from './section-summaries.ts';

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
      fields: ['agents', 'labels', 'constraints', 'affinities', 'platform', 'spreadOver', 'near', 'priority'],
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
