import { z } from 'zod';
import { receiptSchema } from './shapes.ts';

/** `GET /queue` */
export const queueQuery = z.strictObject({
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A job with tasks that wait to be placed, in the order in which they are looked at. */
export const queueEntrySchema = z.object({
  position: z.number().int().describe('From 1: by priority, then by age.'),
  jobId: z.string(),
  name: z.string(),
  priority: z.number().int(),
  createdAt: z.iso.datetime(),
  tasksWaiting: z.number().int(),
  tasksAhead: z.number().int().describe('Waiting tasks of other jobs that are looked at before.'),
  waitsFor: z.string().describe('One sentence.'),
  wouldFit: z.array(z.string()).describe('What would make it fit.'),
  excluded: z
    .array(z.object({ filter: z.string(), agents: z.array(z.string()) }))
    .describe('Which agents were left out by what, the filter that leaves out most first.'),
  receipt: receiptSchema.describe('Of its first waiting task, weighed against the fleet as it is now.'),
});

export const queueSchema = z.object({
  items: z.array(queueEntrySchema),
  next: z.string().nullable(),
  jobs: z.number().int().describe('Jobs that wait.'),
  tasks: z.number().int().describe('Tasks that wait.'),
  backingOff: z.number().int().describe('Tasks that failed and are queued again after a pause; not among the others.'),
});

export type QueueEntry = z.output<typeof queueEntrySchema>;
export type Queue = z.output<typeof queueSchema>;
