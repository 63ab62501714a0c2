import { z } from 'zod';
import { LABEL_NAME } from '../label-expression.ts';
import { labelExpressionSchema, labelsSchema } from './labels.ts';

export const placementSchema = z.strictObject({
  agents: z.array(z.string().min(1).max(120)).max(1_000).default([]).describe('Only these agents; empty: any.'),
  labels: labelsSchema.default({}).describe('Labels that the agent must have.'),
  constraints: z
    .array(labelExpressionSchema)
    .max(50, 'at most 50 constraints')
    .default([])
    .describe(
      'Expressions that the agent’s labels must satisfy, all of them: zone in (eu, us), zone != ap, gpu, !spot, cores >= 8.',
    ),
  preferredLabels: labelsSchema.default({}).describe('Labels that the agent had better have.'),
  affinities: z
    .array(
      z.strictObject({
        expression: labelExpressionSchema,
        weight: z
          .number()
          .min(0.01, 'more than 0: to keep off agents, word the expression the other way round')
          .max(100, 'at most 100')
          .default(1)
          .describe('Against 1 for each preferred label and for an image that is there already.'),
      }),
    )
    .max(50, 'at most 50 affinities')
    .default([])
    .describe('Expressions that the agent’s labels had better satisfy.'),
  platform: z
    .string()
    .regex(
      /^[a-z0-9]+\/[a-z0-9_]+$/,
      'operating system and architecture as the engine calls them, such as linux/amd64 or linux/arm64',
    )
    .nullable()
    .default(null)
    .describe('What the image is made for, such as linux/amd64; null: any.'),
  spreadOver: z
    .string()
    .regex(LABEL_NAME, 'the name of a label, such as zone, or agent')
    .nullable()
    .default(null)
    .describe(
      'Spread the tasks as evenly as room allows over the values of this label; agent: over the agents themselves; null: where each scores best.',
    ),
  near: z
    .strictObject({
      latitude: z.number().min(-90, 'from -90 to 90 degrees').max(90, 'from -90 to 90 degrees'),
      longitude: z.number().min(-180, 'from -180 to 180 degrees').max(180, 'from -180 to 180 degrees'),
    })
    .nullable()
    .default(null)
    .describe('Where on Earth the agent had better be near, in degrees; null: anywhere.'),
});
