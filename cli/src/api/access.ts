import {
  type ApiKeys,
  apiKeysSchema,
  type changeUserBody,
  type createApiKeyBody,
  type createUserBody,
  type NewApiKey,
  type NewPassword,
  newApiKeySchema,
  newId,
  newPasswordSchema,
  type OneTimeLink,
  oneTimeLinkSchema,
  type Session,
  type Sessions,
  sessionSchema,
  sessionsSchema,
  type User,
  type Users,
  userSchema,
  usersSchema,
} from '@longshore/schemas';
import type { z } from 'zod';
import type { ApiClient } from './api-client.ts';

const pathOf = (noun: 'users' | 'sessions' | 'api-keys', id: string) => `/${noun}/${encodeURIComponent(id)}`;

/** Who asks, and what they may do. */
export function whoAsks(api: ApiClient): Promise<Session> {
  return api.ask({ path: '/session', answer: sessionSchema });
}

/** Ends the session that asks. */
export async function signOut(api: ApiClient): Promise<void> {
  await api.ask({ method: 'DELETE', path: '/session', answer: null });
}

/** A link that signs the owner of a control plane in to its pages; for its owner key alone. */
export function makeOneTimeLink(api: ApiClient): Promise<OneTimeLink> {
  return api.ask({ method: 'POST', path: '/session/links', body: {}, answer: oneTimeLinkSchema });
}

export function listSessions(api: ApiClient): Promise<Sessions> {
  return api.ask({ path: '/sessions', answer: sessionsSchema });
}

export async function endSession(api: ApiClient, id: string): Promise<void> {
  await api.ask({ method: 'DELETE', path: pathOf('sessions', id), answer: null });
}

export async function endAllSessions(api: ApiClient): Promise<void> {
  await api.ask({ method: 'DELETE', path: '/sessions', answer: null });
}

export function listUsers(api: ApiClient): Promise<Users> {
  return api.ask({ path: '/users', answer: usersSchema });
}

export function createUser(api: ApiClient, user: z.input<typeof createUserBody>): Promise<NewPassword> {
  return api.ask({ method: 'POST', path: '/users', body: user, answer: newPasswordSchema, idempotencyKey: newId() });
}

export function changeUser(api: ApiClient, id: string, change: z.input<typeof changeUserBody>): Promise<User> {
  return api.ask({ method: 'PATCH', path: pathOf('users', id), body: change, answer: userSchema });
}

export async function deleteUser(api: ApiClient, id: string): Promise<void> {
  await api.ask({ method: 'DELETE', path: pathOf('users', id), answer: null });
}

export function makePassword(api: ApiClient, id: string): Promise<NewPassword> {
  return api.ask({ method: 'POST', path: `${pathOf('users', id)}/password`, body: {}, answer: newPasswordSchema });
}

export async function signUserOut(api: ApiClient, id: string): Promise<void> {
  await api.ask({ method: 'DELETE', path: `${pathOf('users', id)}/sessions`, answer: null });
}

export function listApiKeys(api: ApiClient): Promise<ApiKeys> {
  return api.ask({ path: '/api-keys', answer: apiKeysSchema });
}

export function createApiKey(api: ApiClient, key: z.input<typeof createApiKeyBody>): Promise<NewApiKey> {
  return api.ask({ method: 'POST', path: '/api-keys', body: key, answer: newApiKeySchema, idempotencyKey: newId() });
}

export async function revokeApiKey(api: ApiClient, id: string): Promise<void> {
  await api.ask({ method: 'DELETE', path: pathOf('api-keys', id), answer: null });
}
