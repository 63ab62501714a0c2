import { newId, type OneTimeLink } from '@longshore/schemas';
import { LINK_SECONDS, makeLinkToken } from '../../access/create-auth.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { ServiceContext } from '../service-context.ts';
import { insertUser } from '../user/insert-user.ts';

const FIRST = { name: 'Owner', email: 'owner@longshore.local' };

// One at a time: two of them at once would make two first administrators.
const LOCK = `SELECT pg_advisory_xact_lock(hashtext('longshore first administrator'))`;
const ADMINISTRATOR = `SELECT id, email FROM users WHERE role = 'admin' AND NOT disabled ORDER BY id LIMIT 1`;

/**
 * Makes a link that signs in once as the oldest administrator, who is made when there is none. Only whoever holds the owner
 * key may: it stands where the control plane is configured.
 *
 * @throws ProblemError 403
 */
export async function makeLink(ctx: ServiceContext): Promise<OneTimeLink> {
  if (ctx.caller.by !== 'owner-key') {
    throw new ProblemError({
      status: 403,
      code: 'not_permitted',
      title: 'Not permitted',
      detail: 'One-time links are made with the owner key alone, which stands where the control plane is configured.',
      advice: 'On the host: ./longshore open',
    });
  }
  const email = await inTransaction(ctx.pool, async (client) => {
    await client.query(LOCK);
    const { rows } = await client.query<{ id: string; email: string }>(ADMINISTRATOR);
    const user = rows[0] ?? { id: newId(), email: FIRST.email };
    if (rows[0] === undefined) {
      await insertUser(client, ctx, { id: user.id, ...FIRST, role: 'admin', passwordHash: null });
    }
    // Before there is a link: one that nothing tells of could be followed.
    const detail = { email: user.email, minutes: LINK_SECONDS / 60 };
    await writeAudit(client, ctx, { action: 'SignInLinkMade', subjectType: 'user', subjectId: user.id, detail });
    return user.email;
  });
  const token = await makeLinkToken(ctx.auth, email);
  return {
    path: `/sign-in#${token}`,
    email,
    expiresAt: new Date(Date.now() + LINK_SECONDS * 1000).toISOString(),
  };
}
