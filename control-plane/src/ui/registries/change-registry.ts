import type { KeptRegistry, RegistryInput } from '@longshore/schemas';
import { request } from '../api/request.ts';

const pathOf = (registry: string) => `/registries/${encodeURIComponent(registry)}` as const;

/** Keeps how to sign in to a registry, in the place of what was kept before. */
export function keepRegistry(registry: string, credentials: RegistryInput): Promise<KeptRegistry> {
  return request(pathOf(registry), { method: 'PUT', body: credentials });
}

export async function forgetRegistry(registry: string): Promise<void> {
  await request(pathOf(registry), { method: 'DELETE' });
}
