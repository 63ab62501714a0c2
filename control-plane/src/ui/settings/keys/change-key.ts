import { type createApiKeyBody, type NewApiKey, newApiKeySchema } from '@longshore/schemas';
import { z } from 'zod';
import { request } from '../../api/request.ts';

export function createKey(key: z.input<typeof createApiKeyBody>): Promise<NewApiKey> {
  return request('/api-keys', newApiKeySchema, { method: 'POST', body: key });
}

export async function revokeKey(id: string): Promise<void> {
  await request(`/api-keys/${encodeURIComponent(id)}`, z.unknown(), { method: 'DELETE' });
}
