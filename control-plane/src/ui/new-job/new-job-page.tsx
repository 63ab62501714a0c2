'use client';
import { formedSpec, type JobDetail, type JobTemplate } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { jobQuery } from '../api/queries.ts';
import { templateQuery } from '../api/template-queries.ts';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { formOfTemplate } from '../templates/template-form.ts';
import { TemplatePicker } from '../templates/template-picker.tsx';
import { UnreadableNote } from '../templates/unreadable-note.tsx';
import { JobEditor } from './job-editor.tsx';
import { EMPTY_FORM, fromSpec } from './job-form.ts';

/**
 * Where a job is worded, tried against the agents, and submitted; `?from=<job>` begins with the words of another,
 * `?template=<template>` with those of a template.
 */
export function NewJobPage() {
  const search = useSearchParams();
  const from = search.get('from');
  const chosen = from === null ? search.get('template') : null;
  const other = useQuery({ ...jobQuery(from ?? ''), enabled: from !== null, refetchInterval: false });
  const template = useQuery({
    ...templateQuery(chosen ?? ''),
    enabled: chosen !== null,
    refetchInterval: false,
    // The form keeps the words with which it began, also while somebody changes the template.
    meta: {},
  });
  const begins = [other, template].find(({ data, error }) => data !== undefined || error !== null);
  const ready = (from === null && chosen === null) || begins !== undefined;
  const form = template.data === undefined ? null : formOfTemplate(template.data.spec);
  const worded = other.data === undefined ? null : formedSpec(other.data.spec);
  const error = other.error ?? template.error;
  return (
    <PageBody>
      <PageHead
        title="New job"
        answer={answerOf(other.data, template.data)}
        actions={<TemplatePicker chosen={template.data?.id ?? null} />}
      />
      {error === null ? null : <ProblemNote error={error} />}
      {template.data !== undefined && form === null ? <UnreadableNote name={template.data.name} /> : null}
      {ready ? (
        <JobEditor
          key={from ?? chosen ?? ''}
          initial={worded === null ? (form ?? EMPTY_FORM) : fromSpec(worded)}
          template={template.data?.name ?? ''}
        />
      ) : null}
    </PageBody>
  );
}

function answerOf(job: JobDetail | undefined, template: JobTemplate | undefined): string {
  if (job !== undefined) return `With the words of ${job.name}; change what should be different.`;
  if (template !== undefined)
    return `From the template ${template.name}; fill in what it leaves open, change the rest.`;
  return 'A topic is enough to generate records, an image to run anything else. The rest has defaults.';
}
