import type { AuditActors } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

/** How many are told of, those who did something last. */
const MOST = 200;
/** How many are looked at: each costs one step in the index, however much they did. */
const LOOKED_AT = 5_000;

// From one actor to the next by the index of actors, not over all that they did.
const ACTORS = `
WITH RECURSIVE seen AS (
  (SELECT actor FROM audit ORDER BY actor LIMIT 1)
  UNION ALL
  SELECT (SELECT a.actor FROM audit a WHERE a.actor > seen.actor ORDER BY a.actor LIMIT 1)
  FROM seen WHERE seen.actor IS NOT NULL
)
SELECT actor, audit.at AS "lastAt"
FROM (SELECT actor FROM seen WHERE actor IS NOT NULL LIMIT ${LOOKED_AT}) known
JOIN LATERAL (SELECT id, at FROM audit WHERE audit.actor = known.actor ORDER BY id DESC LIMIT 1) audit ON true
ORDER BY audit.id DESC LIMIT ${MOST}`;

/** Everybody who stands in the audit log as who did something, the last one first. */
export async function listActors(ctx: ServiceContext): Promise<AuditActors> {
  requirePermission(ctx, 'audit:read');
  const { rows } = await ctx.pool.query<{ actor: string; lastAt: Date }>(ACTORS);
  return { items: rows.map(({ actor, lastAt }) => ({ actor, lastAt: lastAt.toISOString() })) };
}
