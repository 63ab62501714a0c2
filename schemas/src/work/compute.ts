import { z } from 'zod';
import { WORK_LIMITS } from '../work-item.ts';

export const DIGESTS = ['sha256', 'sha512', 'sha1', 'sha3-256', 'blake2b512', 'md5'] as const;

const primeLimit = z
  .number()
  .int('a whole number')
  .min(2, 'at least 2, the first prime')
  .max(WORK_LIMITS.primeLimitMax, `at most ${WORK_LIMITS.primeLimitMax}`)
  .describe('Primes up to and including this number are counted.');

/** What a `compute` item asks for. */
export const computePayload = z.discriminatedUnion('operation', [
  z.strictObject({
    operation: z.literal('digest'),
    algorithm: z.enum(DIGESTS).default('sha256'),
    input: z.string().describe('Text; its UTF-8 bytes are digested. May be empty.'),
  }),
  z.strictObject({ operation: z.literal('prime-count'), limit: primeLimit }),
  z.strictObject({
    operation: z.literal('monte-carlo-pi'),
    samples: z
      .number()
      .int('a whole number')
      .min(1, 'at least 1')
      .max(WORK_LIMITS.samplesMax, `at most ${WORK_LIMITS.samplesMax}`),
    seed: z.number().int().min(0).max(4_294_967_295).default(1).describe('The same seed gives the same estimate.'),
  }),
]);

export const computeResult = z.discriminatedUnion('operation', [
  z.object({
    operation: z.literal('digest'),
    algorithm: z.enum(DIGESTS),
    digest: z.string().describe('In hexadecimal.'),
    bytes: z.number().int().describe('How many were digested.'),
  }),
  z.object({ operation: z.literal('prime-count'), limit: z.number().int(), primes: z.number().int() }),
  z.object({
    operation: z.literal('monte-carlo-pi'),
    samples: z.number().int(),
    inside: z.number().int().describe('Points that fell inside of the quarter circle.'),
    estimate: z.number(),
    error: z.number().describe('Distance from π.'),
  }),
]);

export type ComputePayload = z.output<typeof computePayload>;
export type ComputeResult = z.output<typeof computeResult>;
