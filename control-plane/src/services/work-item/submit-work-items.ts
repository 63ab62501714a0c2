import {
  jsonBytes,
  newId,
  WORK_LIMITS,
  WORK_SCHEMAS,
  type WorkType,
  workItemInput,
  workItemsInput,
} from '@longshore/schemas';
import type pg from 'pg';
import type { z } from 'zod';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { invalidRequest, ProblemError } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';

type Given = z.output<typeof workItemInput>;

interface NewItem {
  id: string;
  type: WorkType;
  payload: Record<string, unknown>;
  maxTries: number;
  fileId: string | null;
  chain: string | null;
}

const INSERT = `
INSERT INTO work_item (id, type, payload, max_tries, file_id, chain, submitted_by, life)
SELECT i.id, i.type, i.payload, i."maxTries", i."fileId", i.chain, $2,
       jsonb_build_array(jsonb_build_object('at', now(), 'what', 'submitted', 'try', 0, 'worker', NULL, 'message', 'By ' || $2))
FROM jsonb_to_recordset($1::jsonb)
  AS i(id uuid, type text, payload jsonb, "maxTries" int, "fileId" uuid, chain text)`;

const FILES = 'SELECT id FROM work_file WHERE complete AND id = ANY($1::uuid[]) FOR KEY SHARE';

const KEEP_ANSWER = `
INSERT INTO idempotency_key (scope, key, request_hash, status, response) VALUES ($1, $2, $3, 201, $4::jsonb)`;

/** Reads an item's payload by the schema of its type. @throws ProblemError 422 naming each bad field */
function readItem({ type, payload, maxTries }: Given, path: string): NewItem {
  const bytes = jsonBytes(payload);
  if (bytes > WORK_LIMITS.payloadBytesMax) {
    throw invalidRequest([
      {
        path: `${path}payload`,
        message: `${bytes} bytes of JSON; at most ${WORK_LIMITS.payloadBytesMax} (256 KiB): upload what is larger as a file`,
      },
    ]);
  }
  if (toJson(payload) !== JSON.stringify(payload)) {
    throw invalidRequest([
      {
        path: `${path}payload`,
        message: 'it holds a NUL character or half a surrogate pair, which cannot be kept: encode it',
      },
    ]);
  }
  try {
    const read: Record<string, unknown> = validate(
      WORK_SCHEMAS[type].payload as z.ZodType<Record<string, unknown>>,
      payload,
    );
    return {
      id: newId(),
      type,
      payload: read,
      maxTries,
      fileId: type === 'file' && typeof read.file === 'string' ? read.file : null,
      chain: type === 'blockchain' && read.operation === 'append' ? String(read.chain) : null,
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw invalidRequest(
      (error.problem.errors ?? []).map((one) => ({
        ...one,
        path: `${path}payload${one.path === '' ? '' : `.${one.path}`}`,
      })),
    );
  }
}

async function refuseUnknownFiles(
  client: pg.PoolClient,
  items: readonly NewItem[],
  pathOf: (n: number) => string,
): Promise<void> {
  const wanted = items.flatMap(({ fileId }) => (fileId === null ? [] : [fileId]));
  if (wanted.length === 0) return;
  const { rows } = await client.query<{ id: string }>(FILES, [wanted]);
  const known = new Set(rows.map(({ id }) => id));
  const errors = items.flatMap(({ fileId }, n) =>
    fileId === null || known.has(fileId)
      ? []
      : [{ path: `${pathOf(n)}payload.file`, message: 'there is no such file: upload it with POST /work-files first' }],
  );
  if (errors.length > 0) throw invalidRequest(errors);
}

async function submit(
  ctx: ServiceContext,
  items: readonly NewItem[],
  idempotency: Idempotency | null,
  pathOf: (n: number) => string,
): Promise<{ ids: string[]; replayed: boolean }> {
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return { ...(before.response as { ids: string[] }), replayed: true };
  const ids = items.map(({ id }) => id);
  try {
    await inTransaction(ctx.pool, async (client) => {
      await refuseUnknownFiles(client, items, pathOf);
      await client.query(INSERT, [toJson(items), ctx.actor]);
      if (idempotency !== null) {
        const { scope, key, requestHash } = idempotency;
        await client.query(KEEP_ANSWER, [scope, key, requestHash, toJson({ ids })]);
      }
      const types = [...new Set(items.map(({ type }) => type))];
      for (const type of types) {
        const ofType = items.filter((item) => item.type === type);
        const detail = { count: ofType.length, first: ofType[0]?.id };
        await writeAudit(client, ctx, { action: 'WorkSubmitted', subjectType: 'work-queue', subjectId: type, detail });
      }
      await client.query(notifyStatement(['work', 'queues']));
    });
  } catch (error) {
    // The same request may have been answered between our look and our write.
    const meanwhile = error instanceof ProblemError ? null : await answeredBefore(ctx, idempotency);
    if (meanwhile === null) throw error;
    return { ...(meanwhile.response as { ids: string[] }), replayed: true };
  }
  return { ids, replayed: false };
}

/**
 * Puts an item into the queue of its type: it is stored, and told to its topic by the dispatcher.
 *
 * @throws ProblemError 422 naming each bad field
 */
export async function submitWorkItem(
  ctx: ServiceContext,
  input: { body: unknown; idempotency: Idempotency | null },
): Promise<{ id: string; replayed: boolean }> {
  requirePermission(ctx, 'work:write');
  const item = readItem(validate(workItemInput, input.body), '');
  const { ids, replayed } = await submit(ctx, [item], input.idempotency, () => '');
  return { id: ids[0] ?? item.id, replayed };
}

/**
 * Puts many items into their queues, all or none.
 *
 * @throws ProblemError 422 naming each bad field
 */
export async function submitManyWorkItems(
  ctx: ServiceContext,
  input: { body: unknown; idempotency: Idempotency | null },
): Promise<{ ids: string[]; replayed: boolean }> {
  requirePermission(ctx, 'work:write');
  const { items } = validate(workItemsInput, input.body);
  const pathOf = (n: number) => `items[${n}].`;
  const read = items.map((item, n) => readItem(item, pathOf(n)));
  return submit(ctx, read, input.idempotency, pathOf);
}
