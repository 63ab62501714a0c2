import type { Session } from '@longshore/schemas';
import { request } from '../api/request.ts';

export function signIn(credentials: { email: string; password: string }): Promise<Session> {
  return request('/session', { method: 'POST', body: credentials });
}

/** Signs in by what stands behind `#` in a one-time link. */
export function followLink(token: string): Promise<Session> {
  return request('/session/link', { method: 'POST', body: { token } });
}
