import type { BusRecord } from '@longshore/kafka';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../logger.ts';
import { AttemptTable } from './attempt-table.ts';
import { ContainerHandler, HandlerBlockedError } from './container-handler.ts';
import { LaneCommits } from './lane-commits.ts';
import { Registration } from './registration.ts';

const never = (): never => {
  throw new Error('nothing of this kind was to happen');
};

function handlerThatCloses(onRecord: (handler: ContainerHandler) => void) {
  const log = createLogger({ agentId: 'agent-1', log: { level: 'silent', file: null } });
  const committed: bigint[] = [];
  const commits = new LaneCommits({
    clock: { wallMs: () => 0, monotonicMs: () => 0, after: () => () => undefined },
    log,
    reach: () => undefined,
    commit: async (offset) => {
      committed.push(offset);
    },
  });
  const handler: ContainerHandler = new ContainerHandler({
    agentId: 'agent-1',
    log,
    table: new AttemptTable(never),
    registration: new Registration('boot'),
    commits,
    decode: never,
    deadLetter: never,
    check: never,
    forget: never,
    onConfigure: never,
    onSynced: never,
    onRefused: never,
    onSuperseded: never,
    onRecord: () => onRecord(handler),
  });
  return { handler, committed, commits };
}

function recordFor(agentId: string, offset: bigint): BusRecord {
  const headers = { agentId };
  return { topic: 'Job_Handling', partition: 0, offset, key: agentId, value: null, headers, timestampMs: 0 };
}

const records = [1n, 2n, 3n].map((offset) => recordFor('agent-2', offset));
const batch = { topic: 'Job_Handling', partition: 0, records, highWatermark: 4n };

describe('the container handler behind its gate', () => {
  it('takes nothing while the gate is closed', async () => {
    const { handler, committed } = handlerThatCloses(never);
    await expect(handler.onBatch(batch)).rejects.toThrow(HandlerBlockedError);
    expect(committed).toEqual([]);
  });

  it('stops in the middle of a batch when the gate closes, and has the rest come again', async () => {
    let taken = 0;
    const { handler, committed, commits } = handlerThatCloses((self) => {
      taken += 1;
      if (taken === 2) self.setBlocked(true);
    });
    handler.setBlocked(false);
    await expect(handler.onBatch(batch)).rejects.toThrow(HandlerBlockedError);
    expect(taken).toBe(2);
    handler.setBlocked(false);
    await handler.onBatch(batch);
    await commits.commitWhatIsDone();
    expect(committed).toEqual([4n]);
  });
});
