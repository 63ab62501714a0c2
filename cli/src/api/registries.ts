import {
  type KeptRegistry,
  keptRegistrySchema,
  type Registries,
  type RegistryInput,
  registriesSchema,
} from '@longshore/schemas';
import type { ApiClient } from './api-client.ts';

/** Where credentials are kept for, and whether the control plane can keep any. */
export function listRegistries(api: ApiClient): Promise<Registries> {
  return api.ask('GET /registries', { answer: registriesSchema });
}

/** Keeps how to sign in to a registry, in the place of what was kept before. */
export function keepRegistry(api: ApiClient, registry: string, credentials: RegistryInput): Promise<KeptRegistry> {
  return api.ask('PUT /registries/{registry}', { path: { registry }, body: credentials, answer: keptRegistrySchema });
}

export async function forgetRegistry(api: ApiClient, registry: string): Promise<void> {
  await api.ask('DELETE /registries/{registry}', { path: { registry }, answer: null });
}
