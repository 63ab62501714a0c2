import { request } from '../api/request.ts';

/** Asks for a stop of one job. */
export async function stopJob(id: string): Promise<void> {
  await request(`/jobs/${encodeURIComponent(id)}/stop`, { method: 'POST' });
}
