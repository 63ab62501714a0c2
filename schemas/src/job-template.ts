import { z } from 'zod';
import { formedJobSpecSchema, type JobKind } from './job-spec.ts';

/** Bounds of what a template may hold; its job has those of any job. */
export const TEMPLATE_LIMITS = { nameLength: 63, descriptionLength: 500 } as const;

/** A job spec of which anything may be missing, as it was given. */
export type JobTemplateSpec = Record<string, unknown>;

/** The kind that is meant where none is named: records to make, or a topic and no image, mean the generator. */
export function kindMeantBy(spec: JobTemplateSpec): JobKind {
  const generates = spec.generator !== undefined || (spec.topic !== undefined && spec.image === undefined);
  return generates ? 'data-generator' : 'container';
}

/** Stands for what a job cannot do without and a template may leave open: an image, a topic. */
const OPEN = 'open';

/** A template with something in the place of each field that a job needs and it leaves open, so that it reads as a job. */
export function asWholeJob(spec: JobTemplateSpec): JobTemplateSpec {
  const kind = spec.kind ?? kindMeantBy(spec);
  return { ...(kind === 'data-generator' ? { topic: OPEN } : { image: OPEN }), ...spec, kind };
}

/** Anything of a job may be missing; what is there is judged as a job is, by the same schema and in the same words. */
export const jobTemplateSpecSchema = z
  .record(z.string(), z.unknown())
  .refine((spec) => Object.keys(spec).length > 0, 'give at least one field of a job')
  .superRefine((spec, context) => {
    const parsed = formedJobSpecSchema.safeParse(asWholeJob(spec));
    for (const issue of parsed.error?.issues ?? []) context.addIssue({ ...issue });
  })
  .describe('A job of kind container or data-generator as POST /jobs takes it, of which any field may be missing.');

const templateNameSchema = z
  .string()
  .trim()
  .min(1, 'give the template a name')
  .max(TEMPLATE_LIMITS.nameLength, `at most ${TEMPLATE_LIMITS.nameLength} characters`)
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,
    'a template’s name has letters, digits, ".", "_" and "-", with a letter or digit first',
  )
  .describe('Its own among all templates.');

const descriptionSchema = z
  .string()
  .trim()
  .max(TEMPLATE_LIMITS.descriptionLength, `at most ${TEMPLATE_LIMITS.descriptionLength} characters`)
  .describe('What it is for, in a sentence.');

/** `POST /templates`. Unknown fields are refused. */
export const jobTemplateInputSchema = z.strictObject({
  name: templateNameSchema,
  description: descriptionSchema.default(''),
  spec: jobTemplateSpecSchema,
});

/** `PATCH /templates/:id`: what is given is changed; a spec as a whole. */
export const patchJobTemplateBody = z
  .strictObject({
    name: templateNameSchema.optional(),
    description: descriptionSchema.optional(),
    spec: jobTemplateSpecSchema.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'give at least one field that is to change');

export type JobTemplateInput = z.input<typeof jobTemplateInputSchema>;
export type JobTemplatePatch = z.input<typeof patchJobTemplateBody>;
