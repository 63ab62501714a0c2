import { examineMigration, examineSilence, examineWeights, type FieldProblem } from '@longshore/kitchens';
import { type KitchenNetwork, kitchenNetworkPatch } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import { invalidRequest } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { fullSettings, type NetworkRow } from '../../kitchens/network-settings.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readNetwork } from './read-network.ts';

const READ = `
SELECT policy, run_policy AS "runPolicy", weights, migration, silence FROM kitchen_network FOR UPDATE`;

const WRITE = `
UPDATE kitchen_network SET policy = $1, weights = $2::jsonb, migration = $3::jsonb, silence = $4::jsonb, notes = $5::jsonb,
  version = version + 1`;

const under = (field: string, problems: readonly FieldProblem[]): { path: string; message: string }[] =>
  problems.map((problem) => ({ path: `${field}.${problem.field}`, message: problem.message }));

/**
 * Changes how orders are given to kitchens, from the next one on. Weights that do not sum to 1 are brought to it, and a
 * note says so.
 *
 * @throws ProblemError 422 naming each field that is wrong
 */
export async function changeNetwork(ctx: ServiceContext, body: unknown): Promise<KitchenNetwork> {
  requirePermission(ctx, 'kitchens:write');
  const patch = validate(kitchenNetworkPatch, body);
  return inTransaction(ctx.pool, async (client) => {
    const [row] = (await client.query<NetworkRow>(READ)).rows;
    if (row === undefined) throw new Error('the row of the kitchen network is missing: run the migrations');
    const before = fullSettings(row);
    const weights = patch.weights === undefined ? null : examineWeights(patch.weights);
    const migration = { ...before.migration, ...patch.migration };
    const silence = { ...before.silence, ...patch.silence };
    const errors = [
      ...(weights !== null && 'problems' in weights ? under('weights', weights.problems) : []),
      ...(patch.migration === undefined ? [] : under('migration', examineMigration(migration))),
      ...(patch.silence === undefined ? [] : under('silence', examineSilence(silence))),
    ];
    if (errors.length > 0) throw invalidRequest(errors);
    const examined = weights !== null && 'weights' in weights ? weights : null;
    const notes = examined?.note == null ? [] : [`Of the weights: ${examined.note}`];
    await client.query(WRITE, [
      patch.policy ?? before.policy,
      toJson(examined?.weights ?? before.weights),
      toJson(migration),
      toJson(silence),
      toJson(notes),
    ]);
    await writeAudit(client, ctx, {
      action: 'KitchenNetworkChanged',
      subjectType: 'kitchen-network',
      subjectId: '',
      detail: patch,
    });
    await client.query(notifyStatement(['work', 'kitchens']));
    return readNetwork(client);
  });
}
