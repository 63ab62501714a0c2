import type { JobInstruction } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptInstruction, acceptWish, type LaneMemory } from './accept-instruction.ts';

const memory: LaneMemory = {
  bootId: 'boot',
  registration: 2,
  synced: true,
  epoch: 5,
  generationOf: (attemptId) => (attemptId === 'known' ? 3 : null),
  wasRemoved: (attemptId) => attemptId === 'removed',
};

function instruction(body: object, epoch = 5): JobInstruction {
  return { instructionId: 'i', agentId: 'a', epoch, issuedAt: 0, body: body as JobInstruction['body'] };
}

const apply = (attemptId: string, generation: number, desired = 'RUN') =>
  instruction({ type: 'Apply', attemptId, generation, desired });

describe('whether an instruction changes anything', () => {
  it('takes a newer generation, repeats the same and skips an older one', () => {
    expect(acceptInstruction(memory, apply('known', 4))).toEqual({ verdict: 'take' });
    expect(acceptInstruction(memory, apply('known', 3))).toEqual({ verdict: 'repeat' });
    expect(acceptInstruction(memory, apply('known', 2))).toEqual({ verdict: 'skip', why: 'older-generation' });
    expect(acceptInstruction(memory, apply('new', 0))).toEqual({ verdict: 'take' });
  });

  it('skips what was issued before the Sync, and wishes it does not know', () => {
    expect(acceptInstruction({ ...memory, synced: false }, apply('new', 1))).toEqual({
      verdict: 'skip',
      why: 'before-sync',
    });
    expect(acceptInstruction(memory, apply('new', 1, 'UNKNOWN'))).toEqual({ verdict: 'skip', why: 'unknown-desired' });
  });

  it('runs nothing again that was removed, and lets it be stopped or removed', () => {
    expect(acceptInstruction(memory, apply('removed', 9))).toEqual({ verdict: 'skip', why: 'removed' });
    expect(acceptInstruction(memory, apply('removed', 9, 'REMOVE'))).toEqual({ verdict: 'take' });
  });

  it('skips everything of an older epoch', () => {
    for (const body of [
      { type: 'Configure' },
      { type: 'Sync', bootId: 'boot', registration: 2 },
      { type: 'Refuse', bootId: 'boot' },
    ]) {
      expect(acceptInstruction({ ...memory, synced: false }, instruction(body, 4))).toEqual({
        verdict: 'skip',
        why: 'older-epoch',
      });
    }
  });

  it('takes a Sync once, and only for this boot and registration', () => {
    const sync = (bootId: string, registration: number) => instruction({ type: 'Sync', bootId, registration });
    expect(acceptInstruction({ ...memory, synced: false }, sync('boot', 2))).toEqual({ verdict: 'take' });
    expect(acceptInstruction(memory, sync('boot', 2))).toEqual({ verdict: 'skip', why: 'already-synced' });
    expect(acceptInstruction({ ...memory, synced: false }, sync('other', 2))).toEqual({
      verdict: 'skip',
      why: 'of-another-boot',
    });
    expect(acceptInstruction({ ...memory, synced: false }, sync('boot', 1))).toEqual({
      verdict: 'skip',
      why: 'of-another-registration',
    });
  });

  it('stands back for another process that was synced under this id since', () => {
    const sync = instruction({ type: 'Sync', bootId: 'other', registration: 1 });
    expect(acceptInstruction(memory, sync)).toEqual({ verdict: 'superseded', by: 'other' });
  });

  it('ends with the highest generation in force, in whatever order and however often they come', () => {
    const wishes = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(wishes, (generations) => {
        let inForce: number | null = null;
        for (const generation of generations) {
          const memoryNow = { generationOf: () => inForce, wasRemoved: () => false };
          const { verdict } = acceptWish(memoryNow, { attemptId: 'a', generation, desired: 'RUN' });
          if (verdict === 'take') inForce = generation;
          if (verdict === 'repeat') expect(generation).toBe(inForce);
        }
        expect(inForce).toBe(Math.max(...generations));
      }),
    );
  });
});
