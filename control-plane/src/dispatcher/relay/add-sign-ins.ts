import { type Apply, imageRegistry, type JobInstruction, type Observed } from '@longshore/schemas';
import { type RegistryCredential, sealRegistryCredential } from '@longshore/schemas/sealed';
import { mayBeMade } from '../../projection/may-be-made.ts';
import { changeApplies } from './change-applies.ts';

type Body = JobInstruction['body'];

function mayBePulled({ desired, container }: Apply, observed: Observed): boolean {
  return mayBeMade(desired, observed) && container.imagePolicy !== 'NEVER';
}

function pulledIn(body: Body): Apply[] {
  if (body.type === 'Apply') return mayBePulled(body, 'PENDING') ? [body] : [];
  if (body.type !== 'Sync') return [];
  return body.attempts.filter(({ apply, lastObserved }) => mayBePulled(apply, lastObserved)).map(({ apply }) => apply);
}

/** The registries that agents may have to ask because of an instruction. */
export function registriesOf(body: Body): string[] {
  return pulledIn(body).map(({ container }) => imageRegistry(container.image));
}

/**
 * Adds to an instruction how to sign in to the registries of its images, sealed so that only its agent can read it.
 *
 * @param agent - its key is null where its version has none: then nothing is added
 * @param credentials - by registry; what is not there needs no signing in
 */
export async function addSignIns(
  body: Body,
  agent: { id: string; publicKey: string | null },
  credentials: ReadonlyMap<string, RegistryCredential>,
): Promise<Body> {
  const { publicKey } = agent;
  if (publicKey === null || credentials.size === 0) return body;
  const credentialFor = ({ container }: Apply) => credentials.get(imageRegistry(container.image));
  return changeApplies(
    body,
    (apply, observed) => mayBePulled(apply, observed) && credentialFor(apply) !== undefined,
    async (apply) => {
      const credential = credentialFor(apply);
      if (credential === undefined) return {};
      const use = { registry: imageRegistry(apply.container.image), agentId: agent.id, attemptId: apply.attemptId };
      return { registryCredential: await sealRegistryCredential(publicKey, credential, use) };
    },
  );
}
