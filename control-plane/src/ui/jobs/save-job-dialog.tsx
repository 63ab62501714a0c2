'use client';
import type { JobDetail } from '@longshore/schemas';
import { fromSpec } from '../new-job/job-form.ts';
import { SaveTemplateDialog } from '../templates/save-template-dialog.tsx';
import { templateNameLike, toTemplateSpec } from '../templates/template-form.ts';

/** Keeps what a job was asked for as a template. */
export function SaveJobDialog({ job, onClose }: { job: JobDetail; onClose: () => void }) {
  return (
    <SaveTemplateDialog
      spec={toTemplateSpec(fromSpec(job.spec))}
      name={templateNameLike(job.spec.name ?? '')}
      onClose={onClose}
    />
  );
}
