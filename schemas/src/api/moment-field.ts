import { z } from 'zod';
import { MOMENT_WORDS, readMoment } from '../moment.ts';

/** A point in time in a query: how long ago, or which one. */
export const momentField = z
  .string()
  .max(40)
  .refine((text) => readMoment(text) !== null, MOMENT_WORDS)
  .optional();
