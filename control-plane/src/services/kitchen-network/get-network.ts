import type { KitchenNetwork } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readNetwork } from './read-network.ts';

/** How orders are given to kitchens, and of what city. */
export async function getNetwork(ctx: ServiceContext): Promise<KitchenNetwork> {
  requirePermission(ctx, 'kitchens:read');
  return readNetwork(ctx.pool);
}
