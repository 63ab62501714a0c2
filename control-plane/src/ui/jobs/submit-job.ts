import type { JobSpecInput } from '@longshore/schemas';
import { request } from '../api/request.ts';

/**
 * Submits a job.
 *
 * @param idempotencyKey - the same for another try of the same submit
 */
export function submitJob(spec: JobSpecInput, idempotencyKey: string): Promise<{ id: string }> {
  return request('/jobs', { method: 'POST', body: spec, idempotencyKey });
}
