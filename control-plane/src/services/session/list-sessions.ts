import type { Sessions } from '@longshore/schemas';
import { requireSession } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

/** Most that are listed, the newest first. */
const LISTED_MAX = 200;

/** Where the caller is signed in. */
export async function listSessions(ctx: ServiceContext): Promise<Sessions> {
  const user = requireSession(ctx);
  const rows = await ctx.prisma.session.findMany({
    where: { userId: user.id, expiresAt: { gt: new Date() } },
    orderBy: { updatedAt: 'desc' },
    take: LISTED_MAX,
  });
  return {
    items: rows.map(({ id, ipAddress, userAgent, createdAt, updatedAt, expiresAt }) => ({
      id,
      here: id === ctx.caller.credentialId,
      address: ipAddress === '' ? null : ipAddress,
      client: userAgent === '' ? null : userAgent,
      createdAt: createdAt.toISOString(),
      seenAt: updatedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  };
}
