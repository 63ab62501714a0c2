import type { changeUserBody, createUserBody, NewPassword, User } from '@longshore/schemas';
import type { z } from 'zod';
import { request } from '../../api/request.ts';

const pathOf = (id: string) => `/users/${encodeURIComponent(id)}` as const;

export function addPerson(person: z.input<typeof createUserBody>): Promise<NewPassword> {
  return request('/users', { method: 'POST', body: person });
}

export function changePerson(id: string, change: z.input<typeof changeUserBody>): Promise<User> {
  return request(pathOf(id), { method: 'PATCH', body: change });
}

/** Makes another password, which signs them out everywhere and unlocks the account. */
export function resetPassword(id: string): Promise<NewPassword> {
  return request(`${pathOf(id)}/password`, { method: 'POST' });
}

export async function signOutPerson(id: string): Promise<void> {
  await request(`${pathOf(id)}/sessions`, { method: 'DELETE' });
}

export async function deletePerson(id: string): Promise<void> {
  await request(pathOf(id), { method: 'DELETE' });
}
