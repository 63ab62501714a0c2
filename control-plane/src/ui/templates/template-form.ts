import {
  asWholeJob,
  formedJobSpecSchema,
  type JobTemplateInput,
  type JobTemplateSpec,
  jobTemplateInputSchema,
  jobTemplateSpecSchema,
  TEMPLATE_LIMITS,
} from '@longshore/schemas';
import { errorsByField, fromSpec, type JobForm, toSpec } from '../new-job/job-form.ts';

/** What a template is called and what it is for. */
export interface TemplateForm {
  name: string;
  description: string;
}

/** A template's name that is like a job's. */
export function templateNameLike(jobName: string): string {
  return jobName
    .replaceAll(/[^a-zA-Z0-9._-]+/g, '-')
    .replace(/^[^a-zA-Z0-9]+/, '')
    .slice(0, TEMPLATE_LIMITS.nameLength);
}

/** What a form of a job says; an image or a topic that is not there is left open. */
export function toTemplateSpec(form: JobForm): JobTemplateSpec {
  return Object.fromEntries(
    Object.entries(toSpec(form)).filter(([name, value]) => value !== '' || !['image', 'topic'].includes(name)),
  );
}

/** The form that a template fills in; null where another version kept what is no job to this one. */
export function formOfTemplate(spec: JobTemplateSpec): JobForm | null {
  const parsed = formedJobSpecSchema.safeParse(asWholeJob(spec));
  if (!parsed.success) return null;
  const form = fromSpec(parsed.data);
  if (form.kind === 'container') return { ...form, image: spec.image === undefined ? '' : form.image };
  return { ...form, topic: spec.topic === undefined ? '' : form.topic };
}

/** Checks the job of a template by the schema that the server checks with. */
export function validateOpenForm(form: JobForm): Partial<Record<keyof JobForm, string>> {
  const parsed = jobTemplateSpecSchema.safeParse(toTemplateSpec(form));
  if (parsed.success) return {};
  return errorsByField(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
}

/** Checks name and description. */
export function validateTemplate(form: TemplateForm): Partial<Record<keyof TemplateForm, string>> {
  const parsed = jobTemplateInputSchema.omit({ spec: true }).safeParse(form);
  if (parsed.success) return {};
  return splitErrors(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))).template;
}

/** What the server found wrong, apart by form: about the template itself, and about its job. */
export function splitErrors(errors: ReadonlyArray<{ path: string; message: string }>): {
  template: Partial<Record<keyof TemplateForm, string>>;
  job: { path: string; message: string }[];
} {
  const template: Partial<Record<keyof TemplateForm, string>> = {};
  const job: { path: string; message: string }[] = [];
  for (const { path, message } of errors) {
    if (path === 'name' || path === 'description') template[path] ??= message;
    else job.push({ path: path.replace(/^spec\.?/, ''), message });
  }
  return { template, job };
}

/** What is sent for a form, with the job that it holds. */
export function toTemplate({ name, description }: TemplateForm, spec: JobTemplateSpec): JobTemplateInput {
  return { name: name.trim(), description: description.trim(), spec };
}
