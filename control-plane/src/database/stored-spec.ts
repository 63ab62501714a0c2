import { type JobSpec, jobSpecSchema } from '@longshore/schemas';

/** A job's spec as the database holds it; fields that came with a later version get their defaults. */
export function storedSpec(stored: unknown): JobSpec {
  return jobSpecSchema.parse(stored);
}
