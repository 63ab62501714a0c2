import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { deadLetterTopicName, readDeadLetter, workTopicName } from '@longshore/kafka';
import {
  type Block,
  type Claimed,
  newId,
  type Problem,
  WORK_LIMITS,
  WORK_TYPES,
  type Worker,
  type WorkerOrders,
  type WorkFile,
  type WorkItem,
  type WorkItemSummary,
  type WorkQueues,
} from '@longshore/schemas';
import { type Head, hashHeader, headerBytes, merkleRoot, NO_BLOCK, zeroBits } from '@longshore/work/ledger';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { WORK_FAILPOINTS } from '../../control-plane/src/dispatcher/failpoint.ts';
import { OWNER_KEY, showing } from '../control-plane/owner-key.ts';
import { until } from '../control-plane/until.ts';
import { WorkerProcess } from '../control-plane/worker-process.ts';
import { World } from '../control-plane/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.create(inject('services'));
  // No fleet here: workers are started by hand.
  await world.pool.query('UPDATE work_queue SET maximum = 0');
});
afterAll(() => world?.close());
afterEach(() => world.forget('work_item, worker, ledger_block, work_file, idempotency_key'));

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const digest = (input: string) => ({ type: 'compute', payload: { operation: 'digest', input } });

async function submit(item: unknown, headers: Record<string, string> = {}): Promise<string> {
  const { status, body } = await world.ask<{ id: string }>('POST', '/work-items', item, headers);
  if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
  return body.id;
}

const show = async (id: string) => (await world.ask<WorkItem>('GET', `/work-items/${id}`)).body;

async function endOf(id: string, deadlineMs = 20_000): Promise<WorkItem> {
  return until(
    async () => {
      const item = await show(id);
      return item.status === 'completed' || item.status === 'failed' ? item : null;
    },
    `item ${id} has ended`,
    deadlineMs,
  );
}

const beat = (id: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  world.ask<WorkerOrders>(
    'PUT',
    `/workers/${id}`,
    {
      name: 'by hand',
      types: WORK_TYPES.map((type) => ({ type, concurrency: 1, observed: 'consuming' })),
      holding: [],
      ...more,
    },
    headers,
  );

async function register(): Promise<string> {
  const id = newId();
  expect((await beat(id)).status).toBe(200);
  return id;
}

type Patched = Omit<WorkItem, 'status'> & { status: string; claimed: Claimed | null; code?: string };
const patch = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  world.ask<Patched>('PATCH', `/work-items/${id}`, body, headers);

async function claim(id: string, worker: string): Promise<Claimed> {
  const { status, body } = await patch(id, { status: 'processing', worker });
  if (status !== 200 || body.claimed === null) throw new Error(`not given: ${JSON.stringify(body)}`);
  return body.claimed;
}

const done = (text: string) => ({
  operation: 'digest',
  algorithm: 'sha256',
  digest: digestOf(text),
  bytes: Buffer.byteLength(text),
});

/** As if the worker of an item had not been heard for as long as a claim counts. */
const lapse = (id: string) =>
  world.pool.query(`UPDATE work_item SET lease_until = now() - interval '1 ms' WHERE id = $1`, [id]);

describe('a work item', () => {
  it('is stored with its life, found by the start of its id, and made once under one key', async () => {
    const id = await submit(digest('abc'), { 'idempotency-key': 'once' });
    expect(await submit(digest('abc'), { 'idempotency-key': 'once' })).toBe(id);
    const item = await show(id.slice(0, 30));
    expect(item).toMatchObject({
      id,
      status: 'queued',
      tries: 0,
      payload: { operation: 'digest', algorithm: 'sha256', input: 'abc' },
      result: null,
      life: [{ what: 'submitted' }],
    });
    expect(await world.audited('WorkSubmitted')).toMatchObject([{ subjectId: 'compute', detail: { count: 1 } }]);
  });

  it('goes from queued over processing to completed by who holds it, and tells every step', async () => {
    const id = await submit(digest('abc'));
    const worker = await register();
    const { claim: held, payload, leaseMs } = await claim(id, worker);
    expect({ payload, leaseMs }).toMatchObject({ payload: { input: 'abc' }, leaseMs: WORK_LIMITS.leaseMs });
    const told = await patch(id, { status: 'processing', claim: held, progress: { done: 1, total: 2, unit: 'bytes' } });
    expect(told.body).toMatchObject({ status: 'processing', progress: { done: 1 } });
    const { status, body } = await patch(id, { status: 'completed', claim: held, result: done('abc') });
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'completed', result: done('abc'), worker } });
    expect(body.life.map(({ what }) => what)).toEqual(['submitted', 'claimed', 'completed']);
    const { body: list } = await world.ask<{ items: Worker[] }>('GET', '/workers');
    expect(list.items).toMatchObject([{ id: worker, completed: 1, failed: 0, state: 'idle' }]);
  });

  it('refuses what comes late, again or from a stranger, each with its reason, and stays as it is', async () => {
    const id = await submit(digest('abc'));
    const [first, second] = [await register(), await register()];
    const result = { status: 'completed', result: done('abc') };
    const code = async (body: unknown) => {
      const answer = await patch(id, body);
      return { status: answer.status, code: answer.body.code };
    };
    expect(await code({ ...result, claim: 'lsc_made-up' })).toEqual({ status: 409, code: 'claim_not_held' });
    expect(await code({ status: 'processing', worker: newId() })).toEqual({ status: 409, code: 'worker_unknown' });
    const early = await claim(id, first);
    expect(await code({ status: 'processing', worker: second })).toEqual({ status: 409, code: 'work_item_held' });
    expect(await code({ ...result, claim: 'lsc_made-up' })).toEqual({ status: 409, code: 'claim_not_held' });
    await lapse(id);
    expect(await code({ ...result, claim: early.claim })).toEqual({ status: 409, code: 'claim_lapsed' });
    await world.startDispatcher();
    await until(async () => (await show(id)).status === 'queued', 'the item is back in its queue');
    await until(async () => (await show(id)).dueAt === null, 'its time has come');
    const late = await claim(id, second);
    expect(await code({ ...result, claim: early.claim })).toEqual({ status: 409, code: 'claim_not_held' });
    expect(await code({ ...result, claim: late.claim })).toEqual({ status: 200, code: undefined });
    expect(await code({ ...result, claim: late.claim })).toEqual({ status: 409, code: 'work_item_ended' });
    expect(await code({ status: 'processing', worker: first })).toEqual({ status: 409, code: 'work_item_ended' });
    expect((await show(id)).life.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['claimed', 'lapsed', 'completed']),
    );
    await world.stopDispatchers();
  });

  it('belongs to one of many workers that claim it at once', async () => {
    const id = await submit(digest('abc'));
    const workers = await Promise.all(Array.from({ length: 8 }, register));
    const answers = await Promise.all(workers.map((worker) => patch(id, { status: 'processing', worker })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
  });

  it('is tried again after a failure that may pass, and is a dead letter after its last try, until it is redriven', async () => {
    const id = await submit({ ...digest('abc'), maxTries: 2 });
    const worker = await register();
    const fail = async (code: string) => {
      const held = await claim(id, worker);
      return patch(id, { status: 'failed', claim: held.claim, failure: { code, message: 'no luck' } });
    };
    expect((await fail('HANDLER_FAILED')).body).toMatchObject({ status: 'queued', failure: { message: 'no luck' } });
    expect((await patch(id, { status: 'processing', worker })).body.code).toBe('work_item_not_due');
    await world.pool.query('UPDATE work_item SET due_at = now()');
    expect((await fail('HANDLER_FAILED')).body).toMatchObject({ status: 'failed', tries: 2 });
    const { body } = await world.ask<{ items: WorkItemSummary[] }>('GET', '/work-items?status=failed&type=compute');
    expect(body.items.map((item) => item.id)).toEqual([id]);
    const redriven = await world.ask<WorkItem>('POST', `/work-items/${id}/redrive`);
    expect(redriven.body).toMatchObject({ status: 'queued', tries: 0, failure: null });
    expect((await world.ask<Problem>('POST', `/work-items/${id}/redrive`)).body.code).toBe('work_item_not_failed');
    expect((await fail('BAD_PAYLOAD')).body).toMatchObject({ status: 'failed', tries: 1 });
    const many = await world.ask('POST', '/work-items/redrive', { type: 'compute' });
    expect(many.body).toEqual({ redriven: 1, left: 0 });
  });

  it('is not given to a worker that was told to take nothing more, until it is started again', async () => {
    const id = await submit(digest('abc'));
    const worker = await register();
    const stopped = await world.ask<Worker>('POST', `/workers/${worker}/stop`, { types: ['compute'] });
    expect(stopped).toMatchObject({ status: 202 });
    expect((await patch(id, { status: 'processing', worker })).body.code).toBe('worker_stopped');
    expect((await beat(worker)).body.types).toContainEqual(
      expect.objectContaining({ type: 'compute', wanted: 'stopped' }),
    );
    await world.ask('POST', `/workers/${worker}/start`, {});
    await claim(id, worker);
    expect((await beat(worker, { holding: [id, newId()] })).body.lost).toHaveLength(1);
  });

  it('is given back by who holds it, with all its tries, for whoever comes next', async () => {
    const id = await submit(digest('abc'));
    const worker = await register();
    const first = await claim(id, worker);
    const back = await patch(id, { status: 'queued', claim: first.claim });
    expect(back.body).toMatchObject({ status: 'queued', tries: 0, worker: null });
    expect((await patch(id, { status: 'queued', claim: first.claim })).body.code).toBe('claim_not_held');
    expect((await claim(id, await register())).claim).not.toBe(first.claim);
    const { life, tries } = await show(id);
    expect(life.map(({ what }) => what)).toEqual(['submitted', 'claimed', 'returned', 'claimed']);
    expect(tries).toBe(1);
    const { body } = await world.ask<{ items: Worker[] }>('GET', '/workers');
    expect(body.items.map(({ completed, failed }) => completed + failed)).toEqual([0, 0]);
  });

  it('speaks only for the credential that registered the worker', async () => {
    const worker = await register();
    const session = await world.signIn();
    const stolen = await beat(worker, {}, session);
    expect(stolen).toMatchObject({ status: 409, body: { code: 'worker_not_yours' } });
    const id = await submit(digest('abc'));
    expect((await patch(id, { status: 'processing', worker }, session)).body.code).toBe('worker_unknown');
  });

  it('stays with its worker when another caller shows the worker’s own claim', async () => {
    const id = await submit({ type: 'blockchain', payload: { operation: 'verify', chain: 'c' } });
    const { claim: held } = await claim(id, await register());
    const person = await world.signIn();
    const body = { name: 'another worker', scope: ['work:perform'] };
    const { key } = (await world.ask<{ key: string }>('POST', '/api-keys', body, person)).body;
    const stranger = { authorization: `Bearer ${key}` };
    // One that may do what workers do, and is registered as one.
    expect((await beat(newId(), {}, stranger)).status).toBe(200);
    const result = { operation: 'verify', chain: 'c', blocks: 0, valid: true, firstBad: null, head: null };
    for (const said of [
      { status: 'processing', progress: { done: 1, total: 2, unit: 'blocks' } },
      { status: 'completed', result },
      { status: 'failed', failure: { code: 'BAD_PAYLOAD', message: 'x' } },
      { status: 'queued' },
    ]) {
      const refused = await patch(id, { ...said, claim: held }, stranger);
      expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 409, code: 'claim_not_held' });
    }
    const input = (as: Record<string, string>) =>
      world.ask<Problem>('GET', `/work-items/${id}/input`, undefined, { 'longshore-claim': held, ...as });
    expect((await input(stranger)).body.code).toBe('claim_not_held');
    expect((await input({})).status).toBe(200);
    expect(await show(id)).toMatchObject({ status: 'processing', progress: null });
    expect((await patch(id, { status: 'completed', claim: held, result })).status).toBe(200);
  });
});

/** A block as a worker makes it, with as many zero bits as it says or, `enough` being false, without them. */
function mine(head: Head, records: string[], difficulty: number, enough = true): Block {
  const header = {
    height: (head?.height ?? -1) + 1,
    previous: head?.hash ?? NO_BLOCK,
    merkleRoot: merkleRoot(records),
    timestampMs: 1_000,
    difficulty,
  };
  for (let nonce = 0; ; nonce += 1) {
    const hash = hashHeader(headerBytes(header), nonce);
    if (zeroBits(hash) >= difficulty === enough) return { ...header, nonce, hash: hash.toString('hex'), records };
  }
}
const unworked = (head: Head, records: string[], difficulty: number) => mine(head, records, difficulty, false);

/** An append that a worker of this test holds. */
async function heldAppend(chain: string, records: string[]): Promise<{ id: string; held: string; head: Head }> {
  const id = await submit({ type: 'blockchain', payload: { operation: 'append', chain, records, difficulty: 4 } });
  const given = await claim(id, await register());
  return { id, held: given.claim, head: given.head };
}

describe('what is refused', () => {
  const compute = (payload: unknown) => ({ type: 'compute', payload });
  const block = (more: object) => ({
    type: 'blockchain',
    payload: { operation: 'append', chain: 'c', records: ['r'], ...more },
  });
  it.each([
    ['an empty payload', compute({ operation: 'digest' }), 'payload.input'],
    ['an unknown type', { type: 'knitting', payload: {} }, 'type'],
    ['a number beyond its limit', compute({ operation: 'prime-count', limit: 1e12 }), 'payload.limit'],
    ['what is no number', compute({ operation: 'prime-count', limit: 'NaN' }), 'payload.limit'],
    ['what cannot be kept', compute({ operation: 'digest', input: 'a\u0000b' }), 'payload'],
    ['a payload over 256 KiB', compute({ operation: 'digest', input: 'x'.repeat(300_000) }), 'payload'],
    ['an absurd proof of work', block({ difficulty: 200 }), 'payload.difficulty'],
    ['a block of nothing', block({ records: [] }), 'payload.records'],
    ['data without rows', { type: 'data', payload: {} }, 'payload.rows'],
    ['data of two kinds', { type: 'data', payload: { rows: [], csv: '' } }, 'payload.rows'],
    ['an address of no web server', { type: 'file', payload: { url: 'ftp://example.org/' } }, 'payload.url'],
    ['a file that there is not', { type: 'file', payload: { file: newId() } }, 'payload.file'],
    ['no tries at all', { ...digest('abc'), maxTries: 0 }, 'maxTries'],
    ['a field that nobody knows', { ...digest('abc'), colour: 'red' }, 'colour'],
  ])('%s is refused, naming the field', async (_, body, at) => {
    const answer = await world.ask<Problem>('POST', '/work-items', body);
    expect({ status: answer.status, at: answer.body.errors?.[0]?.path }).toEqual({ status: 422, at });
  });

  it('a result that is none of the type, or too large, leaves the item with its worker', async () => {
    const id = await submit(digest('abc'));
    const { claim: held } = await claim(id, await register());
    const wrong = await patch(id, { status: 'completed', claim: held, result: { digest: 'x' } });
    expect(wrong.body.code).toBe('invalid_result');
    const large = await patch(id, {
      status: 'completed',
      claim: held,
      result: { ...done('abc'), more: 'x'.repeat(300_000) },
    });
    expect(large.body.code).toBe('result_too_large');
    expect((await show(id)).status).toBe('processing');
  });

  it('a block that is not the one that was asked for, or is wrong, leaves the item with its worker and the chain as it is', async () => {
    const { id, held, head } = await heldAppend('strict', ['r']);
    expect(head).toBeNull();
    const good = mine(null, ['r'], 4);
    const zeros = '0'.repeat(64);
    const bring = (block: unknown, chain = 'strict') =>
      patch(id, { status: 'completed', claim: held, result: { operation: 'append', chain, block, hashes: 1 } });
    const wrong: [string, unknown][] = [
      ['not the one that was asked for', mine(null, ['others'], 4)],
      ['not the one that was asked for', mine(null, ['r', 'and more'], 4)],
      ['not the one that was asked for', mine(null, ['r'], 3)],
      ['its hash is not that of its header', { ...good, hash: zeros }],
      ['its hash is not that of its header', { ...good, timestampMs: good.timestampMs + 1 }],
      ['not begin with 4 zero bits', unworked(null, ['r'], 4)],
      ['not those of its Merkle root', { ...good, merkleRoot: zeros }],
      ['another block as the one before', mine({ height: -1, hash: '1'.repeat(64) }, ['r'], 4)],
      ['none of a blockchain item', { ...good, nonce: -1 }],
    ];
    for (const [words, block] of wrong) {
      const { status, body } = await bring(block);
      expect({ status, code: body.code, words: (body as unknown as Problem).detail }).toEqual({
        status: 409,
        code: 'invalid_result',
        words: expect.stringContaining(words),
      });
    }
    expect((await bring(good, 'another')).body.code).toBe('invalid_result');
    expect((await show(id)).status).toBe('processing');
    expect((await world.pool.query('SELECT FROM ledger_block')).rowCount).toBe(0);
    expect((await bring(good)).body.status).toBe('completed');
    expect((await world.pool.query('SELECT FROM ledger_block')).rowCount).toBe(1);
  });

  it('a block on what is not the head any more is tried again on the new one', async () => {
    const first = await heldAppend('moving', ['a']);
    const block = mine(null, ['a'], 4);
    const result = { operation: 'append', chain: 'moving', block, hashes: 1 };
    expect((await patch(first.id, { status: 'completed', claim: first.held, result })).status).toBe(200);
    const second = await heldAppend('moving', ['b']);
    expect(second.head).toEqual({ height: 0, hash: block.hash });
    // It builds as if it had not been told of the head: so does one that was told before another block came.
    const late = { ...result, block: mine(null, ['b'], 4) };
    const { status, body } = await patch(second.id, { status: 'completed', claim: second.held, result: late });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'queued', result: null, failure: { code: 'HEAD_MOVED' }, tries: 1 });
    await world.pool.query('UPDATE work_item SET due_at = now() WHERE due_at IS NOT NULL');
    const again = await claim(second.id, await register());
    const next = { ...result, block: mine(again.head, ['b'], 4) };
    expect((await patch(second.id, { status: 'completed', claim: again.claim, result: next })).body.status).toBe(
      'completed',
    );
    const { rows } = await world.pool.query('SELECT height FROM ledger_block ORDER BY height');
    expect(rows).toEqual([{ height: 0 }, { height: 1 }]);
  });

  it('an upload that is not bytes, too large, or breaks off is not kept', async () => {
    const send = (body: string | Uint8Array | ReadableStream, headers: Record<string, string> = {}) =>
      fetch(`${world.url}/api/v1/work-files`, {
        method: 'POST',
        body,
        duplex: 'half',
        headers: { ...showing(OWNER_KEY), 'content-type': 'application/octet-stream', ...headers },
      } as RequestInit);
    expect((await send('abc', { 'content-type': 'text/csv' })).status).toBe(415);
    expect((await send(new Uint8Array(WORK_LIMITS.fileBytesMax + 1))).status).toBe(413);
    const torn = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array(300_000));
        setTimeout(() => controller.error(new Error('torn')), 50);
      },
    });
    await expect(send(torn)).rejects.toThrow();
    const kept = await send('abc');
    expect((await kept.json()) as WorkFile).toMatchObject({ bytes: 3, sha256: digestOf('abc') });
    await until(async () => {
      const { rows } = await world.pool.query('SELECT bytes FROM work_file');
      return rows.length === 1;
    }, 'nothing is kept of the others');
    expect((await world.pool.query('SELECT FROM work_file_piece')).rowCount).toBe(1);
  });
});

describe('a dispatcher that is killed', () => {
  afterAll(() => world.stopDispatchers());

  it.each(WORK_FAILPOINTS)('at %s tells of every item all the same, and each is completed once', async (failpoint) => {
    const killed = spawn(process.execPath, ['control-plane/src/dispatcher/main.ts'], {
      cwd: path.join(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH, ...world.dispatcherEnvironment(), LONGSHORE_FAILPOINT: failpoint },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => killed.once('exit', (_, signal) => resolve(signal)));
    const ids = [await submit(digest('a')), await submit(digest('b'))];
    expect(await ended).toBe('SIGKILL');
    await world.startDispatcher();
    const worker = WorkerProcess.start(world, { LONGSHORE_WORKER_TYPES: 'compute' });
    for (const id of ids) {
      const { life } = await endOf(id);
      expect(life.filter(({ what }) => what === 'completed')).toHaveLength(1);
    }
    await worker.stop();
    await world.stopDispatchers();
  });
});

describe('workers', () => {
  const workers: WorkerProcess[] = [];
  const start = (environment: Record<string, string> = {}) => {
    const worker = WorkerProcess.start(world, environment);
    workers.push(worker);
    return worker;
  };

  beforeAll(async () => {
    await world.startDispatcher();
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.kill()));
  });
  afterAll(() => world.stopDispatchers());

  it('do each type of work, and tell what came of it', async () => {
    start();
    const upload = await fetch(`${world.url}/api/v1/work-files`, {
      method: 'POST',
      body: 'one two\nthree\n',
      headers: { ...showing(OWNER_KEY), 'content-type': 'application/octet-stream' },
    });
    const { id: file } = (await upload.json()) as WorkFile;
    const ids = {
      digest: await submit(digest('abc')),
      primes: await submit({ type: 'compute', payload: { operation: 'prime-count', limit: 1_000_000 } }),
      file: await submit({ type: 'file', payload: { file } }),
      refused: await submit({ type: 'file', payload: { url: 'http://127.0.0.1:1/x' } }),
      data: await submit({
        type: 'data',
        payload: {
          csv: 'city,amount\nBerlin,2\nParis,3\nBerlin,5\n',
          groupBy: ['city'],
          aggregates: [{ as: 'sum', function: 'sum', field: 'amount' }],
        },
      }),
      block: await submit({ type: 'blockchain', payload: { operation: 'append', chain: 'demo', records: ['a', 'b'] } }),
    };
    expect((await endOf(ids.digest)).result).toMatchObject({ digest: digestOf('abc') });
    expect((await endOf(ids.primes)).result).toMatchObject({ primes: 78_498 });
    expect((await endOf(ids.file)).result).toMatchObject({ bytes: 14, lines: 2, words: 3, kind: 'text/plain' });
    expect(await endOf(ids.refused)).toMatchObject({ status: 'failed', failure: { code: 'ADDRESS_REFUSED' } });
    expect((await endOf(ids.data)).result).toMatchObject({
      columns: ['city', 'sum'],
      rows: [
        ['Berlin', 7],
        ['Paris', 3],
      ],
    });
    expect((await endOf(ids.block)).result).toMatchObject({ block: { height: 0, records: ['a', 'b'] } });
    const { body: queues } = await world.ask<WorkQueues>('GET', '/work-queues');
    expect(queues.items.map(({ type, queued, oldestAgeMs, workers: n }) => ({ type, queued, oldestAgeMs, n }))).toEqual(
      [...WORK_TYPES].sort().map((type) => ({ type, queued: 0, oldestAgeMs: null, n: 1 })),
    );
    // The dead letter is on its topic, too.
    const dead = await world.bus.read({
      topic: `${workTopicName('file', world.topicPrefix)}.dlq`,
      from: new Map([[0, 0n]]),
      limit: 10,
      deadlineMs: 5_000,
    });
    expect(dead.map(({ headers }) => headers.itemId)).toEqual([ids.refused]);
  });

  it('append to a chain one after another, and find a changed block', async () => {
    start();
    const append = (n: number) =>
      submit({
        type: 'blockchain',
        payload: { operation: 'append', chain: 'long', records: [`r${n}`], difficulty: 4 },
      });
    const ids = await Promise.all([1, 2, 3, 4, 5].map(append));
    const blocks = await Promise.all(ids.map((id) => endOf(id)));
    expect(blocks.map(({ status }) => status)).toEqual(Array(5).fill('completed'));
    const verify = async () =>
      (await endOf(await submit({ type: 'blockchain', payload: { operation: 'verify', chain: 'long' } }))).result;
    expect(await verify()).toMatchObject({ blocks: 5, valid: true, firstBad: null });
    await world.pool.query(
      `UPDATE ledger_block SET block = jsonb_set(block, '{records}', '["changed"]') WHERE chain = 'long' AND height = 2`,
    );
    expect(await verify()).toMatchObject({ valid: false, firstBad: { height: 2 } });
  });

  it('put aside a record that offers nothing, and go on', async () => {
    const worker = start({ LONGSHORE_WORKER_TYPES: 'compute' });
    const topic = workTopicName('compute', world.topicPrefix);
    const producer = await world.bus.producer();
    const partitions = (await (await world.bus.admin()).describeTopics([topic]))[0]?.partitions ?? [];
    expect(partitions.length).toBeGreaterThan(0);
    const poison = partitions.map(({ partition, end }) => ({
      partition,
      offset: end,
      text: `\u0000poison ${partition}`,
    }));
    await producer.send(
      poison.map(({ partition, text }) => ({ topic, partition, key: null, value: Buffer.from(text) })),
    );
    const letters = await until(async () => {
      const records = await world.bus.read({
        topic: deadLetterTopicName(topic),
        from: new Map([[0, 0n]]),
        limit: 100,
        deadlineMs: 2_000,
      });
      const put = records.filter((record) => readDeadLetter(record).reason === 'NO_OFFER');
      return put.length >= poison.length ? put : null;
    }, 'every one of them is put aside');
    const told = letters.map((letter) => {
      const { topic: from, partition, offset, message, by } = readDeadLetter(letter);
      return { from, partition, offset, text: letter.value?.toString(), message, by };
    });
    expect(told.sort((a, b) => a.partition - b.partition)).toEqual(
      poison.map(({ partition, offset, text }) => ({
        from: topic,
        partition,
        offset,
        text,
        message: expect.stringContaining('no JSON'),
        by: `worker ${worker.id}`,
      })),
    );
    // Each partition goes on behind it.
    const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => submit(digest(`after the poison ${n}`))));
    for (const id of ids) expect(await endOf(id)).toMatchObject({ status: 'completed' });
  });

  it('drain when told to stop, and leave what they had nothing of to others', async () => {
    const worker = start({ LONGSHORE_WORKER_TYPES: 'compute' });
    await endOf(await submit(digest('warm')));
    await world.ask('POST', `/workers/${worker.id}/stop`, {});
    await until(async () => {
      const { body } = await world.ask<{ items: Worker[] }>('GET', '/workers');
      return body.items.some(({ id, state }) => id === worker.id && state === 'stopped');
    }, 'the worker has stopped');
    const id = await submit(digest('later'));
    await until(async () => (await show(id)).life.some(({ what }) => what === 'offered'), 'it was offered');
    expect((await show(id)).status).toBe('queued');
    await world.ask('POST', `/workers/${worker.id}/start`, {});
    expect(await endOf(id)).toMatchObject({ status: 'completed', worker: worker.id });
    expect(await worker.stop()).toBe(0);
  });
});
