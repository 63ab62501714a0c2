import { z } from 'zod';
import { labelsSchema } from '../job-spec/labels.ts';
import { LIMITS } from '../job-spec/limits.ts';
import { DRAIN_STATE_NAMES } from '../states.ts';

const instant = z.iso.datetime().describe('ISO 8601, UTC');

/** Most labels that one request changes. */
const LABEL_CHANGES_MAX = 100;

const labelValue = labelsSchema.valueType.regex(
  /^\P{Cc}*$/u,
  'a label’s value is one line, without control characters',
);

/** Labels to set, by name; null takes one away, also one of the agent's own. */
export const labelChangesSchema = z
  .record(labelsSchema.keyType, labelValue.nullable())
  .refine((changes) => Object.keys(changes).length <= LABEL_CHANGES_MAX, `at most ${LABEL_CHANGES_MAX} labels at once`);

/** `PATCH /agents/:id` */
export const patchAgentBody = z
  .strictObject({
    cordoned: z
      .boolean()
      .optional()
      .describe('true: takes no new work. false: takes work again, and a drain that is under way is called off.'),
    labels: labelChangesSchema
      .nullable()
      .optional()
      .describe(
        'Laid over the labels that the agent has by itself; null for a name takes that label away, null for all goes back to the agent’s own.',
      ),
  })
  .refine((body) => body.cordoned !== undefined || body.labels !== undefined, 'give cordoned or labels');

/** `POST /agents/:id/drain` */
export const drainAgentBody = z.strictObject({
  deadlineMs: z
    .number()
    .int('whole milliseconds')
    .min(0)
    .max(LIMITS.durationMsMax, 'at most a year')
    .nullable()
    .default(600_000)
    .describe('How long what runs is waited for; null: as long as it takes.'),
  whenDeadline: z
    .enum(['stop', 'leave'])
    .default('stop')
    .describe('What becomes of what still runs then: it is stopped and started elsewhere, or left to run.'),
});

/** How far the drain of an agent is. */
export const drainSchema = z.object({
  state: z.enum(DRAIN_STATE_NAMES),
  requestedAt: instant,
  deadlineMs: z.number().nullable(),
  whenDeadline: z.enum(['stop', 'leave']),
  elapsedMs: z.number().describe('By the dispatcher’s clock.'),
  left: z.number().int().describe('Attempts on the agent that have not ended.'),
  moving: z.number().int().describe('Those of them that were asked to stop, to go elsewhere.'),
  endedAt: instant.nullable(),
});

/** What an operator's labels are laid over, and what they are. */
export const labelSourcesSchema = z.object({
  ownLabels: labelsSchema.describe('As the agent itself says.'),
  labelOverrides: labelChangesSchema.describe('As set here; null: taken away.'),
});

export type LabelChanges = z.output<typeof labelChangesSchema>;
export type PatchAgentBody = z.output<typeof patchAgentBody>;
export type DrainAgentBody = z.output<typeof drainAgentBody>;
export type DrainView = z.output<typeof drainSchema>;
