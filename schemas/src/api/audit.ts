import { z } from 'zod';
import { AUDIT_ACTION_NAMES, AUDIT_SUBJECT_TYPES } from '../audit.ts';
import { MOMENT_WORDS } from '../moment.ts';
import { listOf } from './list-of.ts';
import { momentField } from './moment-field.ts';

// PostgreSQL holds every character but NUL.
const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/, 'text without NUL');

const filter = {
  action: listOf(AUDIT_ACTION_NAMES).describe('What was done: one or more, with commas.'),
  actor: text(200).optional().describe('Who: an e-mail address, dispatcher, schedule:NAME or agent:ID.'),
  subjectType: z.enum(AUDIT_SUBJECT_TYPES).optional().describe('What it was done to.'),
  subject: text(300).optional().describe('The whole id of what it was done to; of a topic or a registry, its name.'),
  since: momentField.describe(`From then on: ${MOMENT_WORDS}.`),
  until: momentField.describe('Before then, told in the same way.'),
  q: text(200).optional().describe('Text anywhere in who, on what, from where or the detail.'),
};

/** `GET /audit` */
export const listAuditQuery = z.strictObject({
  ...filter,
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const AUDIT_EXPORT_FORMATS = ['ndjson', 'csv'] as const;
export type AuditExportFormat = (typeof AUDIT_EXPORT_FORMATS)[number];

/** `GET /audit/export` */
export const exportAuditQuery = z.strictObject({
  ...filter,
  format: z
    .enum(AUDIT_EXPORT_FORMATS)
    .default('ndjson')
    .describe('ndjson: one JSON object a line, exact. csv: for a spreadsheet.'),
});

/** An entry of the audit log, as it was written: one line of an export. */
export const auditRecordSchema = z.object({
  id: z.string().describe('Rises in the order of writing.'),
  at: z.iso.datetime().describe('ISO 8601, UTC'),
  actor: z
    .string()
    .describe(
      'Who did it: an e-mail address, with the key that was used, owner key, dispatcher, schedule:NAME or agent:ID.',
    ),
  action: z.string().describe(`What was done: ${AUDIT_ACTION_NAMES.join(', ')}.`),
  subjectType: z.string().describe(`What it was done to: ${AUDIT_SUBJECT_TYPES.join(', ')}.`),
  subjectId: z.string().describe('Its id; of a topic or a registry, its name.'),
  origin: z
    .string()
    .nullable()
    .describe('From where: the address of the connection, and what the client says it is; null: not by a request.'),
  detail: z.record(z.string(), z.unknown()).describe('What else is known of it, as it was then.'),
});

/** An entry of the audit log, with what has become of its subject. */
export const auditEntrySchema = auditRecordSchema.extend({
  now: z
    .object({
      name: z.string(),
      jobId: z.string().nullable().describe('Of a job or an attempt: where its page is.'),
    })
    .nullable()
    .describe(
      'What its subject is called now; null: it is gone, or it is a topic or a registry, which are not looked for.',
    ),
});

/** Answers `GET /audit/actors`. */
export const auditActorsSchema = z.object({
  items: z.array(
    z.object({
      actor: z.string().describe('As the entries have it, and as `actor` takes it.'),
      lastAt: z.iso.datetime().describe('Of the last that they did. ISO 8601, UTC'),
    }),
  ),
});

/** What a list of entries is narrowed by. */
export type AuditFilter = Pick<z.output<typeof listAuditQuery>, keyof typeof filter>;
export type AuditRecord = z.output<typeof auditRecordSchema>;
export type AuditEntry = z.output<typeof auditEntrySchema>;
export type AuditActors = z.output<typeof auditActorsSchema>;
