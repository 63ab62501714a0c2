import { newId, type SortAsked, type SortSpec, sortInputSchema } from '@longshore/schemas';
import { generatedHeader, orderOf, SortError } from '@longshore/sorting';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { invalidRequest } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { generatedShares, topicShares } from '../../sorts/decide/plan-shares.ts';
import { sortJobSpec, sortPartitions } from '../../sorts/decide/plan-sort.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { refuseImpossible } from '../job/refuse-impossible.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { describeTopic } from '../topic/read-topics.ts';
import { refuseManagementTopic } from '../topic/refuse-management-topic.ts';
import { inputOfSort } from './input-of-sort.ts';
import { makeSortTopics } from './make-sort-topics.ts';
import { makeOutputTopic, refuseOutputTopic } from './output-topic.ts';
import { queueSort } from './queue-sort.ts';
import { type WrittenInput, writeInput } from './write-input.ts';

const INSERT = `INSERT INTO sort (id, name, spec, state) VALUES ($1, $2, $3::jsonb, 'AWAITING_INPUT')`;

const KEEP_ANSWER = `
INSERT INTO idempotency_key (scope, key, request_hash, status, response) VALUES ($1, $2, $3, 201, $4::jsonb)`;

function readSpec(ctx: ServiceContext, body: unknown): SortSpec {
  const spec = validate(sortInputSchema, body);
  if (spec.input.from === 'topic') refuseManagementTopic(spec.input.topic, ctx.topicPrefix, 'input.topic');
  try {
    orderOf(spec.order);
  } catch (error) {
    if (!(error instanceof SortError)) throw error;
    throw invalidRequest([{ path: 'order', message: error.message }]);
  }
  return spec;
}

function defaultName({ input, order }: SortSpec, id: string): string {
  const what = input.from === 'topic' ? input.topic.slice(0, 80) : input.from;
  return `sort-${order.type}-${what}-${id.slice(-5)}`;
}

/** @throws ProblemError 422 when a value would be more than one line */
function asLines(values: readonly (string | number)[]): Uint8Array {
  const broken = values.findIndex((value) => typeof value === 'string' && value.includes('\n'));
  if (broken >= 0)
    throw invalidRequest([{ path: `input.values[${broken}]`, message: 'has more than one line: an element is one' }]);
  return Buffer.from(values.map((value) => `${Object.is(value, -0) ? '-0' : value}\n`).join(''));
}

/** What the input is, as far as it is there; null: it is still to be uploaded. */
async function knownInput(ctx: ServiceContext, id: string, spec: SortSpec): Promise<WrittenInput | null> {
  const { input, workers } = spec;
  switch (input.from) {
    case 'upload':
      return null;
    case 'generated':
      return {
        shares: generatedShares(input, workers),
        count: input.count,
        bytes: null,
        csvHeader: generatedHeader(spec.order),
      };
    case 'topic': {
      requirePermission(ctx, 'topics:read');
      const { partitions } = await describeTopic(ctx, input.topic);
      const count = partitions.reduce((sum, { start, end }) => sum + Number(end - start), 0);
      return { shares: topicShares(input.topic, partitions, workers), count, bytes: null, csvHeader: null };
    }
    case 'sort':
      return inputOfSort(ctx, spec, input.sort);
    case 'values': {
      return writeInput(ctx, id, spec, [asLines(input.values)], 'input.values');
    }
  }
}

/**
 * Accepts a sort. Its topics are made first: should nothing come of it after that, the dispatcher removes them again.
 *
 * @throws ProblemError 422 naming each bad field, 404 when its topic is not there, 503 when Kafka is away
 */
export async function createSort(
  ctx: ServiceContext,
  { body, idempotency }: { body: unknown; idempotency: Idempotency | null },
): Promise<SortAsked & { replayed: boolean }> {
  requirePermission(ctx, 'sorts:write');
  const spec = readSpec(ctx, body);
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return { ...(before.response as SortAsked), replayed: true };
  const id = newId();
  const name = spec.name ?? defaultName(spec, id);
  await refuseImpossible(ctx, sortJobSpec(id, spec, name, ctx.topicPrefix));
  const output = spec.output?.topic;
  if (output !== undefined) await refuseOutputTopic(ctx, output);
  await makeSortTopics(ctx, id, sortPartitions(spec));
  const known = await knownInput(ctx, id, spec);
  // Last, since it stays: the dispatcher does not know whose it is.
  if (output !== undefined) await makeOutputTopic(ctx, output);
  const answer: SortAsked = { id, name, state: known === null ? 'AWAITING_INPUT' : 'QUEUED' };
  // Values are on the input topic now, where there is room for them.
  const kept = spec.input.from === 'values' ? { ...spec, input: { from: 'values', values: [] } } : spec;
  await inTransaction(ctx.pool, async (client) => {
    await client.query(INSERT, [id, name, toJson(kept)]);
    if (known !== null) await queueSort(client, ctx, { id, name, spec }, known);
    if (idempotency !== null) {
      const { scope, key, requestHash } = idempotency;
      await client.query(KEEP_ANSWER, [scope, key, requestHash, toJson(answer)]);
    }
    const to = output === undefined ? {} : { output };
    const detail = { name, type: spec.order.type, from: spec.input.from, workers: spec.workers, ...to };
    await writeAudit(client, ctx, { action: 'SortRequested', subjectType: 'sort', subjectId: id, detail });
  });
  return { ...answer, replayed: false };
}
