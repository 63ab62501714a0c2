import { z } from 'zod';
import { SealError, type SealingKey, seal } from './seal.ts';

const environmentSchema = z.record(z.string(), z.string());

/** Whose container sealed variables are for: they open for no other. */
interface SealedEnvironmentUse {
  agentId: string;
  attemptId: string;
}

function purposeOf({ agentId, attemptId }: SealedEnvironmentUse): string {
  return `environment of attempt ${attemptId} on agent ${agentId}`;
}

/**
 * Seals variables of a container's environment to the agent that makes it.
 *
 * @param publicKey - as the agent's status tells it
 * @throws SealError when the public key is none
 */
export function sealEnvironment(
  publicKey: string,
  environment: Readonly<Record<string, string>>,
  use: SealedEnvironmentUse,
): Promise<string> {
  return seal(publicKey, JSON.stringify(environment), purposeOf(use));
}

/**
 * Opens what came with an instruction.
 *
 * @throws SealError when it was not meant for this agent and attempt
 */
export async function openEnvironment(
  key: SealingKey,
  sealed: string,
  use: SealedEnvironmentUse,
): Promise<Record<string, string>> {
  const parsed = environmentSchema.safeParse(JSON.parse(await key.open(sealed, purposeOf(use))));
  if (!parsed.success) throw new SealError('it holds no variables');
  return parsed.data;
}
