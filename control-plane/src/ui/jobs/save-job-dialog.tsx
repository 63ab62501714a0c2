'use client';
import type { FormedJobSpec } from '@longshore/schemas';
import { fromSpec } from '../new-job/job-form.ts';
import { SaveTemplateDialog } from '../templates/save-template-dialog.tsx';
import { templateNameLike, toTemplateSpec } from '../templates/template-form.ts';

export interface SaveJobDialogProps {
  spec: FormedJobSpec;
  onClose: () => void;
}

/** Keeps what a job was asked for as a template. */
export function SaveJobDialog({ spec, onClose }: SaveJobDialogProps) {
  return (
    <SaveTemplateDialog
      spec={toTemplateSpec(fromSpec(spec))}
      name={templateNameLike(spec.name ?? '')}
      onClose={onClose}
    />
  );
}
