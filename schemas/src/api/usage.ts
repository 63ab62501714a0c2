import { z } from 'zod';

const instant = z.iso.datetime().describe('ISO 8601, UTC');

/** `GET /jobs/:id/usage` */
export const jobUsageSchema = z.object({
  limit: z
    .object({ cpuMillis: z.number(), memoryBytes: z.number() })
    .describe('What the containers that run may use together, which is reserved for them.'),
  running: z
    .array(
      z.object({
        attemptId: z.string(),
        taskIndex: z.number().int(),
        attempt: z.number().int(),
        agentId: z.string(),
        cpuMillis: z.number().describe('Thousandths of a core.'),
        memoryBytes: z.number(),
        heardAt: instant.describe('When the agent last said so.'),
        healthIntervalMs: z.number().describe('How often it does.'),
      }),
    )
    .describe('The containers that run, as their agents last said; one that was just started is not heard of yet.'),
  stepMs: z.number().int().describe('How far the points of the history are apart.'),
  history: z
    .array(
      z.object({
        at: instant,
        cpuMillis: z.number(),
        memoryBytes: z.number(),
        attempts: z.number().int().describe('How many were heard of; the figures are of all of them together.'),
      }),
    )
    .describe(
      'The last quarter of an hour, oldest first; a gap in time is a gap. Empty of a job on more than 64 agents.',
    ),
});

export type JobUsage = z.output<typeof jobUsageSchema>;
