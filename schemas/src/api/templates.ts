import { z } from 'zod';

const instant = z.iso.datetime().describe('ISO 8601, UTC');

/** `GET /templates` */
export const listJobTemplatesQuery = z.strictObject({
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().max(200).optional().describe('Part of the name or of the description, or the start of the id.'),
});

export const jobTemplateSummarySchema = z.object({
  id: z.string().describe('UUID version 7'),
  name: z.string(),
  description: z.string(),
  kind: z.string().describe('The kind of job that it makes; where it names none, the one that is meant.'),
  image: z.string().nullable().describe('null: left open.'),
  topic: z.string().nullable().describe('null: left open.'),
  createdAt: instant,
  updatedAt: instant,
});

export const jobTemplateSchema = jobTemplateSummarySchema.extend({
  spec: z.record(z.string(), z.unknown()).describe('The job as it was given: any field may be missing.'),
});

export type JobTemplateSummary = z.output<typeof jobTemplateSummarySchema>;
export type JobTemplate = z.output<typeof jobTemplateSchema>;
