import { upsetInput } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { kitchenNotFound } from './get-kitchen.ts';

const INTEND = `INSERT INTO kitchen_intent (kind, subject, detail) VALUES ('upset', $1, $2::jsonb)`;

/**
 * Has a kitchen fail by itself, to see what becomes of its orders. It is meant for the boot that is there now: what comes
 * late, or twice, does nothing to the next one.
 *
 * @throws ProblemError 404, 409 when it is not open, 422
 */
export async function upsetKitchen(ctx: ServiceContext, given: string, body: unknown): Promise<void> {
  requirePermission(ctx, 'kitchens:write');
  const { upset, durationMs } = validate(upsetInput, body);
  const id = given.replaceAll('\u0000', '');
  await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ state: string; bootId: string | null }>(
      'SELECT state, boot_id AS "bootId" FROM kitchen WHERE id = $1',
      [id],
    );
    const [kitchen] = rows;
    if (kitchen === undefined) throw kitchenNotFound(given);
    if (kitchen.bootId === null || (kitchen.state !== 'open' && kitchen.state !== 'closing')) {
      throw conflict(`It is ${kitchen.state}.`, 'Upset a kitchen that is open.', 'kitchen_is_closed');
    }
    await client.query(INTEND, [id, toJson({ upset, durationMs, bootId: kitchen.bootId })]);
    const detail = { upset, durationMs };
    await writeAudit(client, ctx, { action: 'KitchenUpset', subjectType: 'kitchen', subjectId: id, detail });
    await client.query(notifyStatement(['work']));
  });
}
