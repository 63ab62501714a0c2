import type { KitchenSummary } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readKitchens } from './read-kitchens.ts';

/** The kitchens, those that closed not long ago among them, by id: the second before the tenth. */
export async function listKitchens(ctx: ServiceContext): Promise<{ items: KitchenSummary[] }> {
  requirePermission(ctx, 'kitchens:read');
  return { items: await readKitchens(ctx.pool, `ORDER BY regexp_replace(k.id, '\\d+$', ''), length(k.id), k.id`, []) };
}
