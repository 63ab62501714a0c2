import { sortTopicCatalogue, sortTopics } from '@longshore/kafka';
import type pg from 'pg';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { memoryBrokers } from '../../../../test/fakes/memory-bus.ts';
import { generatedShares, planOf, playSorters } from '../../../../test/fakes/sorts/play-sort.ts';
import { SortKeeper } from './sort-keeper.ts';

interface Row {
  id: string;
  plan: unknown;
  jobState: string | null;
  jobReason: null;
  jobId: string;
  isStuck: boolean;
}

/** One sort in a database in memory: what is asked for it, and what is written of it. */
function openSort(plan: unknown, id: string, jobState: string | null = 'RUNNING', isStuck = false) {
  const writes: unknown[][] = [];
  const stopped: unknown[] = [];
  let open: Row[] = [{ id, plan, jobState, jobReason: null, jobId: 'its job', isStuck }];
  const query = async (text: string, values: unknown[] = []) => {
    if (text.includes('FROM sort s LEFT JOIN job')) return { rows: open };
    if (text.startsWith('\nUPDATE sort')) {
      // A failure that the keeper itself tells has the reason second, and no state.
      const state = text.includes("state = 'FAILED', reason = $2") ? 'FAILED' : values[1];
      writes.push([state, ...values]);
      if (['SUCCEEDED', 'FAILED', 'STOPPED'].includes(String(state))) open = [];
    }
    if (text.startsWith('\nUPDATE job')) stopped.push(values[0]);
    return { rows: [] };
  };
  return { stopped, pool: { query } as unknown as pg.Pool, writes, states: () => writes.map(([state]) => state) };
}

const log = pino({ level: 'silent' });

async function sortOnBus() {
  const bus = memoryBrokers().open();
  const plan = planOf({ shares: generatedShares('zipf', 5_000, 2) });
  const admin = await bus.admin();
  for (const topic of sortTopicCatalogue(plan.id, { topicPrefix: '', replication: 1, partitions: 4 })) {
    await admin.ensureTopic(topic);
  }
  return { bus, plan };
}

describe('the keeper of sorts', () => {
  it('begins the log of a sort with its plan, follows it, and keeps its end with its result', async () => {
    const { bus, plan } = await sortOnBus();
    const { pool, writes, states } = openSort(plan, plan.id);
    const keeper = new SortKeeper({ pool, bus, topicPrefix: '', log });
    await keeper.look();
    expect(states()).toEqual(['QUEUED']);
    await keeper.look();
    expect(states(), 'nothing new, nothing written').toEqual(['QUEUED']);
    await playSorters(bus, plan.id, 2);
    await keeper.look();
    expect(states()).toEqual(['QUEUED', 'SUCCEEDED']);
    const [, , , reason, report, result, count, sortedCount, hasEnded] = writes[1] ?? [];
    expect([reason, count, sortedCount, hasEnded]).toEqual([null, 5_000, 5_000, true]);
    expect(JSON.parse(String(report))).toMatchObject({ proof: { equal: true } });
    expect(JSON.parse(String(result))).toMatchObject({ partitions: 4 });
    await keeper.look();
    await keeper.stop();
  });

  it('fails a sort whose control topic is gone, or whose plan cannot be read, and holds up no other', async () => {
    const { bus, plan } = await sortOnBus();
    const gone = openSort(plan, plan.id);
    await (await bus.admin()).deleteTopic(sortTopics(plan.id).control);
    await new SortKeeper({ pool: gone.pool, bus, topicPrefix: '', log }).look();
    expect(gone.writes[0]?.[0]).toBe('FAILED');
    expect(String(gone.writes[0]?.[2])).toContain('TOPIC_DELETED');

    const other = await sortOnBus();
    const odd = openSort({ no: 'plan' }, other.plan.id);
    await new SortKeeper({ pool: odd.pool, bus: other.bus, topicPrefix: '', log }).look();
    expect(String(odd.writes[0]?.[2])).toContain('PLAN_UNREADABLE');
  });

  it('ends a sort with its job where that ended first', async () => {
    const { bus, plan } = await sortOnBus();
    const { pool, states } = openSort(plan, plan.id, 'STOPPED');
    await new SortKeeper({ pool, bus, topicPrefix: '', log }).look();
    expect(states()).toEqual(['STOPPED']);
  });

  it('fails a sort whose job cannot go on, and has the rest of that stopped', async () => {
    const { bus, plan } = await sortOnBus();
    const { pool, states, stopped } = openSort(plan, plan.id, 'RUNNING', true);
    await new SortKeeper({ pool, bus, topicPrefix: '', log }).look();
    expect([states(), stopped]).toEqual([['FAILED'], ['its job']]);
  });
});
