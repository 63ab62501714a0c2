import { z } from 'zod';
import { SealError, type SealingKey, seal } from './seal.ts';

const credentialSchema = z.object({ username: z.string(), password: z.string() });

/** Who signs in to a registry of images. */
export type RegistryCredential = z.output<typeof credentialSchema>;

/** What a sealed credential is for: it opens for nothing else. */
export interface RegistryCredentialUse {
  /** As `imageRegistry` gives it: so that no credential is ever shown to another registry. */
  registry: string;
  agentId: string;
  attemptId: string;
}

function purposeOf({ registry, agentId, attemptId }: RegistryCredentialUse): string {
  return `sign in to ${registry} as agent ${agentId} for attempt ${attemptId}`;
}

/**
 * Seals a credential to the agent that pulls an image.
 *
 * @param publicKey - as the agent's status tells it
 * @throws SealError when the public key is none
 */
export function sealRegistryCredential(
  publicKey: string,
  { username, password }: RegistryCredential,
  use: RegistryCredentialUse,
): Promise<string> {
  return seal(publicKey, JSON.stringify({ username, password }), purposeOf(use));
}

/**
 * Opens what came with an instruction.
 *
 * @throws SealError when it was not meant for this agent, attempt and registry
 */
export async function openRegistryCredential(
  key: SealingKey,
  sealed: string,
  use: RegistryCredentialUse,
): Promise<RegistryCredential> {
  const text = await key.open(sealed, purposeOf(use));
  const parsed = credentialSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new SealError('it holds no username and password');
  return parsed.data;
}
