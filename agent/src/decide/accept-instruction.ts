import type { Desired, JobInstruction } from '@longshore/schemas';

/** What the agent knows when an instruction arrives. */
export interface LaneMemory {
  bootId: string;
  registration: number;
  synced: boolean;
  epoch: number;
  /** Highest generation of an attempt in this boot; null when it was never heard of. */
  generationOf(attemptId: string): number | null;
  /** Whether its container was removed on request in this boot. */
  wasRemoved(attemptId: string): boolean;
}

export type SkipReason =
  | 'older-epoch'
  | 'before-sync'
  | 'older-generation'
  | 'of-another-boot'
  | 'of-another-registration'
  | 'already-synced'
  | 'unknown-desired'
  | 'removed';

/** What becomes of an instruction. */
export type Acceptance =
  | { verdict: 'take' }
  | { verdict: 'repeat' }
  | { verdict: 'skip'; why: SkipReason }
  /** Another process has registered under this id since. */
  | { verdict: 'superseded'; by: string };

const take: Acceptance = { verdict: 'take' };

/**
 * Whether an instruction changes anything: an older epoch, an older generation and whatever was issued before the Sync
 * do not. `repeat`: the generation is the one in force, sent again; what was reported may have been lost.
 */
export function acceptInstruction(memory: LaneMemory, instruction: JobInstruction): Acceptance {
  if (instruction.epoch < memory.epoch) return skip('older-epoch');
  const { body } = instruction;
  switch (body.type) {
    case 'Configure':
      return take;
    case 'Refuse':
      return body.bootId === memory.bootId ? take : skip('of-another-boot');
    case 'Sync':
      if (body.bootId !== memory.bootId) return ofAnotherBoot(memory, body.bootId);
      if (body.registration !== memory.registration) return skip('of-another-registration');
      return memory.synced ? skip('already-synced') : take;
    case 'Apply':
      if (!memory.synced) return skip('before-sync');
      return acceptWish(memory, body);
  }
}

/** Whether a wish for an attempt, alone or within a Sync, is newer than what is known. */
export function acceptWish(
  memory: Pick<LaneMemory, 'generationOf' | 'wasRemoved'>,
  { attemptId, generation, desired }: { attemptId: string; generation: number; desired: Desired },
): Acceptance {
  const known = memory.generationOf(attemptId);
  // A word of a later version: this agent cannot know what it wants.
  if (desired === 'UNKNOWN') return skip('unknown-desired');
  // One container per attempt, ever: what was removed is not run again under any generation.
  if (desired === 'RUN' && memory.wasRemoved(attemptId)) return skip('removed');
  if (known === null || generation > known) return take;
  return generation === known ? { verdict: 'repeat' } : skip('older-generation');
}

/**
 * Syncs for earlier boots stand before ours on the lane. One that stands behind it answers another process that has
 * registered under this id since, on the same engine: that one works now.
 */
function ofAnotherBoot(memory: LaneMemory, bootId: string): Acceptance {
  return memory.synced ? { verdict: 'superseded', by: bootId } : skip('of-another-boot');
}

function skip(why: SkipReason): Acceptance {
  return { verdict: 'skip', why };
}
