import type { JobSpecInput } from '@longshore/schemas';
import { z } from 'zod';
import { request } from '../api/request.ts';

const submitted = z.looseObject({ id: z.string() });

/**
 * Submits a job.
 *
 * @param idempotencyKey - the same for another try of the same submit
 */
export function submitJob(spec: JobSpecInput, idempotencyKey: string): Promise<{ id: string }> {
  return request('/jobs', submitted, { method: 'POST', body: spec, idempotencyKey });
}
