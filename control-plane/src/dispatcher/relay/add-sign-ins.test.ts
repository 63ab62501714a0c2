import type { Apply, JobInstruction, Observed } from '@longshore/schemas';
import { newSealingKey, openRegistryCredential } from '@longshore/schemas/sealed';
import { describe, expect, it } from 'vitest';
import { wish } from '../../../../test/fakes/wish.ts';
import { addSignIns, registriesOf } from './add-sign-ins.ts';

const credential = { username: 'anna', password: 'pässwörd' };
const credentials = new Map([['ghcr.io', credential]]);
const wanted = (over: Partial<Apply['container']> = {}, desired: Apply['desired'] = 'RUN') =>
  wish('a1', { desired, container: { image: 'ghcr.io/acme/tool:1', ...over } });
const applyOf = (apply: Apply): JobInstruction['body'] => ({ type: 'Apply', ...apply });
const syncOf = (apply: Apply, lastObserved: Observed): JobInstruction['body'] => ({
  type: 'Sync',
  bootId: 'b',
  registration: 1,
  attempts: [{ apply, lastObserved }],
});

describe('signing in to an image’s registry', () => {
  it('goes with the instruction, readable for its agent and attempt', async () => {
    const key = await newSealingKey();
    const agent = { id: 'berlin-1', publicKey: key.publicKey };
    const use = { registry: 'ghcr.io', agentId: 'berlin-1', attemptId: 'a1' };
    const apply = await addSignIns(applyOf(wanted()), agent, credentials);
    const sealed = apply.type === 'Apply' ? apply.registryCredential : null;
    expect(JSON.stringify(apply)).not.toContain('anna');
    expect(await openRegistryCredential(key, sealed ?? '', use)).toEqual(credential);
    const sync = await addSignIns(syncOf(wanted(), 'DISPATCHED'), agent, credentials);
    const synced = sync.type === 'Sync' ? sync.attempts[0]?.apply.registryCredential : null;
    expect(await openRegistryCredential(key, synced ?? '', use)).toEqual(credential);
  });

  it.each([
    ['of another registry', applyOf(wanted({ image: 'quay.io/acme/tool:1' })), ['quay.io']],
    ['that is never pulled', applyOf(wanted({ imagePolicy: 'NEVER' })), []],
    ['that is to stop', applyOf(wanted({}, 'STOP')), []],
    ['that runs already', syncOf(wanted(), 'RUNNING'), []],
    ['of an agent’s configuration', { type: 'Configure', labels: {}, cordoned: false, settings: {} }, []],
  ] satisfies [string, JobInstruction['body'], string[]][])('goes with none %s', async (_, body, registries) => {
    const { publicKey } = await newSealingKey();
    expect(await addSignIns(body, { id: 'berlin-1', publicKey }, credentials)).toEqual(body);
    expect(registriesOf(body)).toEqual(registries);
  });

  it('is left out for an agent that has no key, rather than sent in the open', async () => {
    const body = applyOf(wanted());
    expect(await addSignIns(body, { id: 'berlin-1', publicKey: null }, credentials)).toEqual(body);
  });
});
