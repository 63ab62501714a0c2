import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { notifyStatement, PAGE_SUBJECTS } from '../../control-plane/src/database/channels.ts';
import { EventHub, type StreamEvent } from '../../control-plane/src/live/event-hub.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;
/** Somebody who has a session and a key. */
let person: string;
beforeAll(async () => {
  world = await World.create(inject('services'));
  person = newId();
  await world.pool.query(`INSERT INTO users (id, name, email, role) VALUES ($1, 'Ada', 'ada@example.org', 'viewer')`, [
    person,
  ]);
  await beginSession();
});
afterAll(() => world.close());

const beginSession = () =>
  world.pool.query(
    `INSERT INTO user_session (id, token, user_id, expires_at, updated_at) VALUES ($1, $2, $3, now() + interval '1 h', now())`,
    [newId(), newId(), person],
  );

/** What a hub of its own tells one who listens. */
let heard: StreamEvent[];
let leave: () => void;
beforeEach(async () => {
  heard = [];
  const hub = new EventHub({ databaseUrl: world.databaseUrl, pool: world.pool, onError: () => undefined });
  leave = hub.subscribe((event) => heard.push(event), null);
  // The first connection tells of everything, too.
  await until(() => changed().length === PAGE_SUBJECTS.length, 'it is connected');
});
afterEach(() => leave());

const changed = () => heard.flatMap(({ type, subjects }) => (type === 'changed' ? subjects : []));

describe('the hub of events', () => {
  it.each([
    [
      'access',
      'a session that ended while another began',
      async () => {
        await world.pool.query('DELETE FROM user_session');
        await beginSession();
      },
    ],
    ['queues', 'a queue that was scaled', () => world.pool.query('UPDATE work_queue SET maximum = maximum + 1')],
    ['dispatcher', 'another that leads', () => world.pool.query('UPDATE leadership SET epoch = epoch + 1')],
  ])('finds out by itself, in %s, about %s of which no notice came', async (subject, _, change) => {
    // It has looked once before.
    await sleep(2_500);
    heard = [];
    await change();
    await until(() => changed().length > 0, 'it was told');
    expect(changed()).toEqual([subject]);
  });

  it('says that it lives while nothing happens', async () => {
    await until(() => heard.some(({ type }) => type === 'beat'), 'it beats', 15_000);
    const [hello, beat] = ['hello', 'beat'].map((type) => heard.find((event) => event.type === type));
    expect(Date.parse(beat?.at ?? '') - Date.parse(hello?.at ?? '')).toBeLessThan(12_000);
  });

  it('tells of everything after its connection was lost, and hears what comes on the new one', async () => {
    heard = [];
    await world.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'longshore-web-listen' AND datname = current_database()`,
    );
    await until(() => changed().length > 0, 'it is connected again');
    expect(changed().toSorted()).toEqual([...PAGE_SUBJECTS].toSorted());
    heard = [];
    await world.pool.query(notifyStatement(['kitchens']));
    await until(() => changed().length > 0, 'it heard the notice');
    expect(changed()).toEqual(['kitchens']);
  });
});
