import type { Permission } from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyCaller } from '../access/caller.ts';
import type { StreamEvent } from '../live/event-hub.ts';
import { RightsOfListener } from './watch-rights.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Somebody who listens with an API key, as the database has it. */
function listener({ permission = null as Permission | null, expiresAt = null as Date | null } = {}) {
  const key = { id: 'k', name: 'laptop', scope: null, expiresAt };
  const owner = { userId: 'u', userName: 'U', email: 'u@example.org', role: 'viewer' };
  const database = { row: { ...key, ...owner, useIsNews: false } as object | null, asked: 0, away: false };
  const query = vi.fn(async () => {
    database.asked += 1;
    if (database.away) throw new Error('away');
    return { rows: database.row === null ? [] : [database.row] };
  });
  const log = { warn: vi.fn() };
  const lost = vi.fn();
  const rights = new RightsOfListener(
    { access: { auth: {} as never, pool: { query } as never, ownerKeyHash: null, secretKeys: [] }, log: log as never },
    {
      caller: keyCaller({ id: 'u', name: 'U', email: 'u@example.org', role: 'viewer' }, key),
      headers: new Headers({ authorization: `Bearer lsk_${'k'.repeat(43)}` }),
      permission,
    },
    lost,
  );
  return { rights, database, lost, log, set: (change: object) => Object.assign(database.row ?? {}, change) };
}

const settled = () => vi.advanceTimersByTimeAsync(0);
const changed: Pick<StreamEvent, 'type' | 'subjects'> = { type: 'changed', subjects: ['access'] };

describe('the rights of somebody who listens', () => {
  it('are looked at when they begin and when something about access changed, and not for anything else', async () => {
    const { rights, database, lost } = listener();
    rights.hear({ type: 'hello', subjects: [] });
    await settled();
    rights.hear({ type: 'changed', subjects: ['jobs', 'logs'] });
    rights.hear({ type: 'beat', subjects: [] });
    await settled();
    expect(database.asked).toBe(1);
    rights.hear({ type: 'changed', subjects: ['jobs', 'access'] });
    await settled();
    expect(database.asked).toBe(2);
    expect(lost).not.toHaveBeenCalled();
  });

  it('are lost once with the key, and then no longer looked at', async () => {
    const { rights, database, lost } = listener();
    database.row = null;
    rights.hear(changed);
    rights.hear(changed);
    await settled();
    rights.hear(changed);
    await settled();
    expect(lost).toHaveBeenCalledOnce();
    expect(database.asked).toBe(1);
  });

  it('are lost with the role that had them', async () => {
    const { rights, lost, set } = listener({ permission: 'jobs:read' });
    rights.hear(changed);
    await settled();
    expect(lost).not.toHaveBeenCalled();
    set({ scope: ['topics:read'] });
    rights.hear(changed);
    await settled();
    expect(lost).toHaveBeenCalledOnce();
  });

  it('are looked at once more for what changed while they were looked at', async () => {
    const { rights, database, lost } = listener();
    rights.hear(changed);
    database.row = null;
    rights.hear(changed);
    await settled();
    expect([database.asked, lost.mock.calls.length]).toEqual([2, 1]);
  });

  it('are looked at when the key expires, also where that was far away when they began', async () => {
    const { rights, database, lost } = listener({ expiresAt: inSeconds(60) });
    rights.hear({ type: 'hello', subjects: [] });
    await settled();
    for (let beat = 0; beat < 6; beat += 1) {
      expect(lost).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(10_000);
      rights.hear({ type: 'beat', subjects: [] });
    }
    database.row = null;
    await vi.advanceTimersByTimeAsync(200);
    expect(lost).toHaveBeenCalledOnce();
  });

  it('last on where the end was put off', async () => {
    const { rights, database, lost, set } = listener({ expiresAt: inSeconds(1) });
    rights.hear({ type: 'hello', subjects: [] });
    await settled();
    set({ expiresAt: inSeconds(3_600) });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(database.asked).toBe(2);
    rights.hear({ type: 'beat', subjects: [] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([database.asked, lost.mock.calls.length]).toEqual([2, 0]);
  });

  it('last while the database is away, which is told', async () => {
    const { rights, database, lost, log } = listener();
    database.away = true;
    rights.hear(changed);
    await settled();
    expect(log.warn).toHaveBeenCalledOnce();
    database.away = false;
    database.row = null;
    rights.hear(changed);
    await settled();
    expect(lost).toHaveBeenCalledOnce();
  });

  it('are no longer looked at once nobody listens', async () => {
    const { rights, database, lost } = listener({ expiresAt: inSeconds(1) });
    rights.hear({ type: 'hello', subjects: [] });
    rights.stop();
    database.row = null;
    rights.hear(changed);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(lost).not.toHaveBeenCalled();
  });
});
