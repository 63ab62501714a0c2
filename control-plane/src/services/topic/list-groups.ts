import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from './kafka-problem.ts';

/** The consumer groups that Kafka knows, in the order of their ids. */
export async function listGroups(
  ctx: ServiceContext,
): Promise<{ items: { groupId: string; protocolType: string }[]; next: string | null }> {
  requirePermission(ctx, 'topics:read');
  const groups = await withKafkaProblems(async () => (await ctx.bus.admin()).listGroups());
  const items = groups
    .map(({ groupId, protocolType }) => ({ groupId, protocolType }))
    .sort((a, b) => a.groupId.localeCompare(b.groupId, 'en'));
  return { items, next: null };
}
