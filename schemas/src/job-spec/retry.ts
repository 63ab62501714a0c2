import { z } from 'zod';
import { RETRYABLE_FAILURES } from '../failures.ts';
import { FAILURE_CODE_SYMBOLS } from '../generated/avro.ts';
import { durationMs } from './duration.ts';

export const retrySchema = z.strictObject({
  maxAttempts: z.number().int().min(1).max(100).default(3).describe('Tries in all, the first included.'),
  initialDelayMs: durationMs.default(1_000),
  maxDelayMs: durationMs.default(60_000),
  reasons: z
    .array(z.enum(FAILURE_CODE_SYMBOLS))
    .default([...RETRYABLE_FAILURES])
    .describe('Which failures are tried again.'),
});

export type RetryPolicy = z.output<typeof retrySchema>;
