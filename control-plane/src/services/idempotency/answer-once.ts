import type { Prisma } from '../../generated/prisma/client.ts';
import { type Idempotency, keyReused, type StoredAnswer } from '../../http/idempotency.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * What was answered before under a key; null when nothing was, or there is no key.
 *
 * @throws ProblemError 422 when the key came with another request then
 */
export async function answeredBefore(
  ctx: ServiceContext,
  idempotency: Idempotency | null,
): Promise<StoredAnswer | null> {
  if (idempotency === null) return null;
  const { scope, key, requestHash } = idempotency;
  const known = await ctx.prisma.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } });
  if (known === null) return null;
  if (known.requestHash !== requestHash) throw keyReused();
  return { status: known.status, response: known.response };
}

/**
 * Does what a POST asks for unless it was answered under its key before, and keeps the answer. For what happens outside
 * of the database (a topic, records): a crash in between may do it twice, as everywhere at least once.
 */
export async function answerOnce<Answer>(
  ctx: ServiceContext,
  idempotency: Idempotency | null,
  act: () => Promise<Answer>,
): Promise<{ answer: Answer; replayed: boolean }> {
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return { answer: before.response as Answer, replayed: true };
  const answer = await act();
  if (idempotency !== null) {
    await ctx.prisma.idempotencyKey.createMany({
      data: [{ ...idempotency, status: 201, response: answer as Prisma.InputJsonValue }],
      skipDuplicates: true,
    });
  }
  return { answer, replayed: false };
}
