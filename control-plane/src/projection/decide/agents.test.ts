import type { AgentStatus } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentRow, HeldAttempt } from '../agent-facts.ts';
import { compareInventory } from './compare-inventory.ts';
import { foldAgentStatus } from './fold-agent-status.ts';

function status(changes: Partial<AgentStatus> = {}): AgentStatus {
  return {
    agentId: 'host-1',
    engineId: 'engine-1',
    bootId: 'boot-1',
    registration: 1,
    synced: true,
    sequence: 10,
    lane: 3,
    healthy: true,
    handlerBlocked: false,
    checks: [],
    engine: { version: '28', apiVersion: '1.48', os: 'linux', architecture: 'amd64', latencyMs: 1 },
    capacity: { cpuMillis: 1, memoryBytes: 1, slots: 1, diskBytes: 1 },
    use: { cpuMillis: 0, memoryBytes: 0, diskBytes: 0 },
    inventoryComplete: true,
    containers: [],
    otherContainers: null,
    appliedGenerations: {},
    images: [],
    labels: {},
    locationName: null,
    latitude: null,
    longitude: null,
    publicKey: null,
    agentVersion: '1',
    hostname: 'host',
    healthIntervalMs: 5_000,
    occurredAt: 0,
    ...changes,
  };
}

const heard = {
  silentMs: 1_000,
  takenAfterMs: 15_000,
  answeredMsAgo: null,
  answerAgainAfterMs: 2_000,
  rivalHost: null,
};

function known(changes: Partial<AgentRow> = {}): AgentRow {
  const fold = foldAgentStatus(null, status(), heard);
  if (fold.kind !== 'folded') throw new Error('a first status is folded');
  return { ...fold.row, ...changes };
}

describe('folding what an agent says of itself', () => {
  it('registers an agent that was never heard before, and answers it once it has a lane', () => {
    const fresh = foldAgentStatus(null, status({ synced: false }), heard);
    expect(fresh).toMatchObject({ kind: 'folded', appeared: true, wantsSync: true, row: { state: 'REGISTERING' } });
    expect(foldAgentStatus(null, status({ synced: false, lane: null }), heard)).toMatchObject({ wantsSync: false });
  });

  it('does not answer the same registration twice within a short time', () => {
    const row = known({ synced: false, syncBootId: 'boot-1', syncRegistration: 1 });
    const again = status({ synced: false, sequence: 11 });
    expect(foldAgentStatus(row, again, { ...heard, answeredMsAgo: 500 })).toMatchObject({ wantsSync: false });
    expect(foldAgentStatus(row, again, { ...heard, answeredMsAgo: 2_000 })).toMatchObject({ wantsSync: true });
    expect(foldAgentStatus(row, { ...again, registration: 2 }, { ...heard, answeredMsAgo: 500 })).toMatchObject({
      wantsSync: true,
    });
  });

  it('ignores what a boot said before', () => {
    expect(foldAgentStatus(known(), status({ sequence: 10 }), heard).kind).toBe('ignored');
  });

  it('lets a new boot on the same engine take over, and ignores the old one from then on', () => {
    const fold = foldAgentStatus(known(), status({ bootId: 'boot-2', sequence: 1 }), heard);
    expect(fold).toMatchObject({ kind: 'folded', tookOver: true, row: { bootId: 'boot-2' } });
    if (fold.kind !== 'folded') return;
    expect(foldAgentStatus(fold.row, status({ sequence: 99 }), heard).kind).toBe('refused');
  });

  it('refuses another engine while the first is heard, and gives it the id afterwards', () => {
    const other = status({ bootId: 'boot-2', engineId: 'engine-2' });
    expect(foldAgentStatus(known(), other, heard).kind).toBe('refused');
    expect(foldAgentStatus(known(), other, { ...heard, silentMs: 15_000 }).kind).toBe('folded');
  });

  it('says of the first that another asks for its id, as long as it does', () => {
    const rival = { ...heard, rivalHost: 'host-2' };
    expect(foldAgentStatus(known(), status({ sequence: 11 }), rival)).toMatchObject({
      row: { state: 'READY', stateDetail: expect.stringContaining('on host-2, is refused') },
    });
    expect(known().stateDetail).not.toContain('refused');
  });

  it('says that it takes no instructions while its engine is away', () => {
    const checks = [{ name: 'engine', ok: false, detail: 'no answer within 3 s' }];
    expect(
      foldAgentStatus(known(), status({ sequence: 11, healthy: false, handlerBlocked: true, checks }), heard),
    ).toMatchObject({ row: { state: 'BLOCKED', stateDetail: expect.stringContaining('no answer within 3 s') } });
  });
});

const container = (attemptId: string, engineState: string, appliedGeneration: number) => ({
  attemptId,
  jobId: '',
  taskId: '',
  containerId: 'c',
  engineState,
  exitCode: null,
  appliedGeneration,
  cpuMillis: 0,
  memoryBytes: 0,
});

describe('comparing an inventory with what should be there', () => {
  const open: HeldAttempt = {
    id: 'a1',
    agentId: 'host-1',
    desired: 'RUN',
    generation: 2,
    ended: false,
    reserved: true,
    unreachable: false,
  };
  const lost: HeldAttempt = { ...open, desired: 'STOP', ended: true };

  it('says again what was not applied for too long, and not before', () => {
    const first = compareInventory([open], status(), new Map(), 1_000, 5_000);
    expect(first.steps).toEqual([]);
    expect(compareInventory([open], status(), first.lags, 5_999, 5_000).steps).toEqual([]);
    expect(compareInventory([open], status(), first.lags, 6_000, 5_000).steps).toEqual([
      { kind: 'resend', attemptId: 'a1' },
    ]);
  });

  it('counts the lag anew when more is wanted', () => {
    const first = compareInventory([open], status(), new Map(), 0, 5_000);
    expect(compareInventory([{ ...open, generation: 3 }], status(), first.lags, 6_000, 5_000).steps).toEqual([]);
  });

  it('frees the room of a lost attempt only when its stop was applied and it does not run', () => {
    const at = (engineState: string, applied: number) =>
      compareInventory([lost], status({ containers: [container('a1', engineState, applied)] }), new Map(), 0, 5_000)
        .steps;
    expect(at('running', 2)).toEqual([]);
    expect(at('exited', 1)).toEqual([]);
    expect(at('exited', 2)).toEqual([{ kind: 'release', attemptId: 'a1' }]);
  });

  it('knows that nothing is left when the removal was applied and the container is not there', () => {
    const removed = { ...lost, desired: 'REMOVE' as const, reserved: false };
    expect(compareInventory([removed], status({ appliedGenerations: { a1: 2 } }), new Map(), 0, 5_000).steps).toEqual([
      { kind: 'gone', attemptId: 'a1' },
    ]);
  });

  it('concludes nothing from an agent that is not synced, is blocked, or could not list', () => {
    fc.assert(
      fc.property(
        fc.constantFrom({ synced: false }, { handlerBlocked: true }, { inventoryComplete: false }),
        fc.constantFrom('running', 'exited', 'created'),
        fc.boolean(),
        (changes, engineState, there) => {
          const told = status({
            ...changes,
            appliedGenerations: { a1: 9 },
            containers: there ? [container('a1', engineState, 9)] : [],
          });
          expect(compareInventory([open, lost], told, new Map(), 1e9, 1).steps).toEqual([]);
        },
      ),
    );
  });

  it('never ends an open attempt: it only says again or notes that it is heard', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 }),
        fc.option(fc.constantFrom('running', 'exited', 'created', 'dead')),
        fc.boolean(),
        (applied, engineState, unreachable) => {
          const told = status({ containers: engineState === null ? [] : [container('a1', engineState, applied)] });
          const { steps } = compareInventory([{ ...open, unreachable }], told, new Map(), 0, 0);
          expect(steps.every((step) => step.kind === 'resend' || step.kind === 'reachable')).toBe(true);
        },
      ),
    );
  });
});
