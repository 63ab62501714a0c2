import { type JobTemplate, jobTemplateInputSchema, newId } from '@longshore/schemas';
import type pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkTemplateSpec } from './check-template-spec.ts';
import { nameTaken } from './name-taken.ts';

/** What is told of a template that was made. */
export type CreatedTemplate = Pick<JobTemplate, 'id' | 'name'>;

const INSERT = 'INSERT INTO job_template (id, name, description, spec) VALUES ($1, $2, $3, $4::jsonb)';

async function keepAnswer(client: pg.PoolClient, { scope, key, requestHash }: Idempotency, answer: CreatedTemplate) {
  await client.query(
    'INSERT INTO idempotency_key (scope, key, request_hash, status, response) VALUES ($1, $2, $3, 201, $4::jsonb)',
    [scope, key, requestHash, toJson(answer)],
  );
}

/**
 * Keeps a job, or what of one is known, under a name.
 *
 * @throws ProblemError 422 naming each bad field, or 409 when its name is taken
 */
export async function createTemplate(
  ctx: ServiceContext,
  input: { body: unknown; idempotency: Idempotency | null },
): Promise<CreatedTemplate & { replayed: boolean }> {
  requirePermission(ctx, 'templates:write');
  const { body, idempotency } = input;
  const { name, description, spec } = validate(jobTemplateInputSchema, body);
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return { ...(before.response as CreatedTemplate), replayed: true };
  checkTemplateSpec(ctx, spec);
  const id = newId();
  const answer = { id, name };
  try {
    await inTransaction(ctx.pool, async (client) => {
      await client.query(INSERT, [id, name, description, toJson(spec)]);
      if (idempotency !== null) await keepAnswer(client, idempotency, answer);
      const detail = { name, spec };
      await writeAudit(client, ctx, { action: 'TemplateCreated', subjectType: 'template', subjectId: id, detail });
      await client.query(notifyStatement(['jobs']));
    });
  } catch (error) {
    // The same request may have been answered between our look and our write.
    const meanwhile = await answeredBefore(ctx, idempotency);
    if (meanwhile !== null) return { ...(meanwhile.response as CreatedTemplate), replayed: true };
    throw nameTaken(error, name);
  }
  return { ...answer, replayed: false };
}
