import { describe, expect, it } from 'vitest';
import { openEnvironment, sealEnvironment } from './environment.ts';
import { newSealingKey, SealError } from './seal.ts';

const use = { agentId: 'berlin-1', attemptId: 'a1' };
const environment = { LONGSHORE_WORKER_KEY: 'lsw_secret', OTHER: 'ünïcode' };

describe('sealed variables of an environment', () => {
  it('can be read by the agent and for the attempt that they are meant for', async () => {
    const key = await newSealingKey();
    const sealed = await sealEnvironment(key.publicKey, environment, use);
    expect(sealed).not.toContain('lsw_secret');
    expect(await openEnvironment(key, sealed, use)).toEqual(environment);
  });

  it('open for no other attempt, agent or key', async () => {
    const key = await newSealingKey();
    const sealed = await sealEnvironment(key.publicKey, environment, use);
    await expect(openEnvironment(key, sealed, { ...use, attemptId: 'a2' })).rejects.toThrow(SealError);
    await expect(openEnvironment(key, sealed, { ...use, agentId: 'berlin-2' })).rejects.toThrow(SealError);
    await expect(openEnvironment(await newSealingKey(), sealed, use)).rejects.toThrow(SealError);
  });
});
