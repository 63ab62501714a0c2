import {
  type ApiBody,
  type ApiKeys,
  apiKeysSchema,
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
import type { ApiClient } from './api-client.ts';

/** Who asks, and what they may do. */
export function whoAsks(api: ApiClient): Promise<Session> {
  return api.ask('GET /session', { answer: sessionSchema });
}

/** Ends the session that asks. */
export async function signOut(api: ApiClient): Promise<void> {
  await api.ask('DELETE /session', { answer: null });
}

/** A link that signs the owner of a control plane in to its pages; for its owner key alone. */
export function makeOneTimeLink(api: ApiClient): Promise<OneTimeLink> {
  return api.ask('POST /session/links', { answer: oneTimeLinkSchema });
}

export function listSessions(api: ApiClient): Promise<Sessions> {
  return api.ask('GET /sessions', { answer: sessionsSchema });
}

export async function endSession(api: ApiClient, id: string): Promise<void> {
  await api.ask('DELETE /sessions/{id}', { path: { id }, answer: null });
}

export async function endAllSessions(api: ApiClient): Promise<void> {
  await api.ask('DELETE /sessions', { answer: null });
}

export function listUsers(api: ApiClient): Promise<Users> {
  return api.ask('GET /users', { answer: usersSchema });
}

export function createUser(api: ApiClient, user: ApiBody<'POST /users'>): Promise<NewPassword> {
  return api.ask('POST /users', { body: user, answer: newPasswordSchema, idempotencyKey: newId() });
}

export function changeUser(api: ApiClient, id: string, change: ApiBody<'PATCH /users/{id}'>): Promise<User> {
  return api.ask('PATCH /users/{id}', { path: { id }, body: change, answer: userSchema });
}

export async function deleteUser(api: ApiClient, id: string): Promise<void> {
  await api.ask('DELETE /users/{id}', { path: { id }, answer: null });
}

export function makePassword(api: ApiClient, id: string): Promise<NewPassword> {
  return api.ask('POST /users/{id}/password', { path: { id }, answer: newPasswordSchema });
}

export async function signUserOut(api: ApiClient, id: string): Promise<void> {
  await api.ask('DELETE /users/{id}/sessions', { path: { id }, answer: null });
}

export function listApiKeys(api: ApiClient): Promise<ApiKeys> {
  return api.ask('GET /api-keys', { answer: apiKeysSchema });
}

export function createApiKey(api: ApiClient, key: ApiBody<'POST /api-keys'>): Promise<NewApiKey> {
  return api.ask('POST /api-keys', { body: key, answer: newApiKeySchema, idempotencyKey: newId() });
}

export async function revokeApiKey(api: ApiClient, id: string): Promise<void> {
  await api.ask('DELETE /api-keys/{id}', { path: { id }, answer: null });
}
