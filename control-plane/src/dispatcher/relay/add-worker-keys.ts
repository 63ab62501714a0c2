import type { JobInstruction } from '@longshore/schemas';
import { sealEnvironment } from '@longshore/schemas/sealed';
import { workerKey } from '../../access/worker-key.ts';
import { WORKER_TYPES_VARIABLE } from '../../compile/compile-container.ts';
import { mayBeMade } from '../../projection/may-be-made.ts';
import { changeApplies } from './change-applies.ts';

/**
 * Adds to an instruction the keys of the workers whose containers may be made because of it, sealed so that only its
 * agent can read them. Without a key to sign with, or an agent's key to seal to, none is added: the worker then says
 * what it lacks.
 */
export async function addWorkerKeys(
  body: JobInstruction['body'],
  agent: { id: string; publicKey: string | null },
  secretKeys: readonly Uint8Array[],
): Promise<JobInstruction['body']> {
  const [secretKey] = secretKeys;
  const { id: agentId, publicKey } = agent;
  if (secretKey === undefined || publicKey === null) return body;
  return changeApplies(
    body,
    ({ desired, container }, observed) =>
      mayBeMade(desired, observed) && Object.hasOwn(container.environment, WORKER_TYPES_VARIABLE),
    async ({ attemptId }) => {
      const environment = { LONGSHORE_WORKER_KEY: workerKey(secretKey, attemptId) };
      return { sealedEnvironment: await sealEnvironment(publicKey, environment, { agentId, attemptId }) };
    },
  );
}
