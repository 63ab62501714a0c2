'use client';
import { EMPTY_FORM } from '../new-job/job-form.ts';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { TemplateEditor } from './template-editor.tsx';

/** Where a template is worded. */
export function NewTemplatePage() {
  return (
    <PageBody>
      <PageHead
        title="New template"
        answer="A job to be run again and again: whole, or only what stays the same each time."
      />
      <TemplateEditor template={{ name: '', description: '' }} job={EMPTY_FORM} changes={null} />
    </PageBody>
  );
}
