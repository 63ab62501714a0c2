import { request } from '../../api/request.ts';

/** Sets another password, and ends every other session of whoever is signed in. */
export async function changePassword(passwords: { current: string; next: string }): Promise<void> {
  await request('/session/password', { method: 'POST', body: passwords });
}

/** Signs out in one of one's places. */
export async function endSession(id: string): Promise<void> {
  await request(`/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
