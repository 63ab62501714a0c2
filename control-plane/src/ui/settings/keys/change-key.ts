import type { createApiKeyBody, NewApiKey } from '@longshore/schemas';
import type { z } from 'zod';
import { request } from '../../api/request.ts';

export function createKey(key: z.input<typeof createApiKeyBody>): Promise<NewApiKey> {
  return request('/api-keys', { method: 'POST', body: key });
}

export async function revokeKey(id: string): Promise<void> {
  await request(`/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
