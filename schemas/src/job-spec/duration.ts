import { z } from 'zod';
import { LIMITS } from './limits.ts';

export const durationMs = z.number().int('whole milliseconds').min(0).max(LIMITS.durationMsMax, 'at most a year');

/** Deadlines are durations: nobody’s clock but the control plane’s says when one has passed. */
export const deadline = z
  .number()
  .int('whole milliseconds')
  .min(1_000, 'a deadline is a time from now, of at least 1 s (1000)')
  .max(LIMITS.durationMsMax, 'at most a year');
