import type { Apply, JobInstruction } from '@longshore/schemas';
import { newSealingKey, openEnvironment } from '@longshore/schemas/sealed';
import { describe, expect, it } from 'vitest';
import { wish } from '../../../../test/fakes/wish.ts';
import { readWorkerKey } from '../../access/worker-key.ts';
import { addWorkerKeys } from './add-worker-keys.ts';

const attemptId = '01999999-9999-7999-8999-999999999999';
const secretKeys = [new Uint8Array(32).fill(7)];
const worker = { container: { environment: { LONGSHORE_WORKER_TYPES: 'compute' } } };
const applyOf = (apply: Apply): JobInstruction['body'] => ({ type: 'Apply', ...apply });

describe('the key of a worker', () => {
  it('goes with the instruction that makes its container, readable by its agent alone', async () => {
    const key = await newSealingKey();
    const agent = { id: 'berlin-1', publicKey: key.publicKey };
    const body = await addWorkerKeys(applyOf(wish(attemptId, worker)), agent, secretKeys);
    const sealed = body.type === 'Apply' ? (body.sealedEnvironment ?? '') : '';
    const { LONGSHORE_WORKER_KEY = '' } = await openEnvironment(key, sealed, { agentId: 'berlin-1', attemptId });
    expect(readWorkerKey(secretKeys, LONGSHORE_WORKER_KEY)).toBe(attemptId);
    expect(JSON.stringify(body)).not.toContain(LONGSHORE_WORKER_KEY);
    // Told again after a crash, it is the same key.
    const again = await addWorkerKeys(applyOf(wish(attemptId, worker)), agent, secretKeys);
    const resealed = again.type === 'Apply' ? (again.sealedEnvironment ?? '') : '';
    const { LONGSHORE_WORKER_KEY: same } = await openEnvironment(key, resealed, { agentId: 'berlin-1', attemptId });
    expect(same).toBe(LONGSHORE_WORKER_KEY);
  });

  it.each([
    ['that is no worker', wish(attemptId, {})],
    ['that is to stop', wish(attemptId, { ...worker, desired: 'STOP' })],
  ])('goes with none %s', async (_, apply) => {
    const { publicKey } = await newSealingKey();
    expect(await addWorkerKeys(applyOf(apply), { id: 'berlin-1', publicKey }, secretKeys)).toEqual(applyOf(apply));
  });

  it('is left out for an agent without a key, and where there is no secret key', async () => {
    const body = applyOf(wish(attemptId, worker));
    const { publicKey } = await newSealingKey();
    expect(await addWorkerKeys(body, { id: 'berlin-1', publicKey: null }, secretKeys)).toEqual(body);
    expect(await addWorkerKeys(body, { id: 'berlin-1', publicKey }, [])).toEqual(body);
  });
});
