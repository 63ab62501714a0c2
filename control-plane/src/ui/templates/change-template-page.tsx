'use client';
import type { JobTemplate } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { templateQuery } from '../api/template-queries.ts';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { formOfTemplate } from './template-form.ts';
import { UnreadableNote } from './unreadable-note.tsx';

/** Where a template is changed; jobs that were made from it stay as they are. */
export function ChangeTemplatePage({ id }: { id: string }) {
  const { data, error } = useQuery({ ...templateQuery(id), refetchInterval: false });
  return (
    <PageBody>
      <PageHead
        title={data === undefined ? 'Change a template' : `Change ${data.name}`}
        answer="What is changed counts for jobs to come; those made from it stay as they are."
      />
      {error === null ? null : <ProblemNote error={error} />}
      {data === undefined ? null : <Editor template={data} />}
    </PageBody>
  );
}

function Editor({ template }: { template: JobTemplate }) {
  const { id, name, description, spec } = template;
  const job = formOfTemplate(spec);
  if (job === null) return <UnreadableNote name={name} />;
  return <TemplateEditor key={id} template={{ name, description }} job={job} changes={id} />;
}
