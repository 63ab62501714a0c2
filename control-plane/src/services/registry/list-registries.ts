import { imageRegistry, type Registries } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

/** Most registries that are listed; nobody signs in to so many. */
const LISTED_MAX = 1_000;

/** The registries for which credentials are kept, by name, without what is secret. */
export async function listRegistries(ctx: ServiceContext): Promise<Registries> {
  requirePermission(ctx, 'registries:read');
  const [credentials, images] = await Promise.all([
    ctx.prisma.registryCredential.findMany({ orderBy: { registry: 'asc' }, take: LISTED_MAX }),
    ctx.prisma.job.groupBy({ by: ['image'], where: { endedAt: null }, _count: { _all: true } }),
  ]);
  const jobs = new Map<string, number>();
  for (const { image, _count } of images) {
    const registry = imageRegistry(image);
    jobs.set(registry, (jobs.get(registry) ?? 0) + _count._all);
  }
  const items = credentials.map(({ registry, username, secret, updatedAt }) => ({
    registry,
    username,
    usable: ctx.vault.holdsKeyOf(secret),
    jobs: jobs.get(registry) ?? 0,
    updatedAt: updatedAt.toISOString(),
  }));
  return { items, ready: ctx.vault.ready };
}
