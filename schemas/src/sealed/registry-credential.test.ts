import { describe, expect, it } from 'vitest';
import { openRegistryCredential, sealRegistryCredential } from './registry-credential.ts';
import { newSealingKey } from './seal.ts';

const credential = { username: 'anna', password: 'pässwörd' };
const use = { registry: 'ghcr.io', agentId: 'berlin-1', attemptId: 'a1' };

describe('a sealed credential', () => {
  it('opens for the agent, attempt and registry that it was sealed for', async () => {
    const key = await newSealingKey();
    const sealed = await sealRegistryCredential(key.publicKey, credential, use);
    expect(await openRegistryCredential(key, sealed, use)).toEqual(credential);
  });

  it.each([{ registry: 'evil.example.org' }, { agentId: 'berlin-2' }, { attemptId: 'a2' }])(
    'does not open for another (%j)',
    async (other) => {
      const key = await newSealingKey();
      const sealed = await sealRegistryCredential(key.publicKey, credential, use);
      await expect(openRegistryCredential(key, sealed, { ...use, ...other })).rejects.toThrow('another purpose');
    },
  );
});
