import { DEAD_LETTER_HEADERS, deadLetterTopicName, topicName } from '@longshore/kafka';
import { type AgentDetail, type JobSummary, LIMITS, type Plan, type TopicMessage } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { OWNER_KEY, showing } from '../control-plane/owner-key.ts';
import { succeed } from '../control-plane/succeed.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher();
});
afterEach(() => world.forget());
afterAll(() => world.close());

describe('the way of a job', () => {
  it('goes from submission over an agent to success, and its timeline tells every step', async () => {
    await world.playedAgent('host-a', { onApply: succeed }).start();
    const id = await world.submit({ name: 'first' });
    const job = await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
    expect(job).toMatchObject({ name: 'first', exitCode: 0, tasksEnded: 1, reason: null });
    expect(job.tasks[0]?.attempts).toMatchObject([{ agentId: 'host-a', observed: 'SUCCEEDED', attempt: 1 }]);
    expect(job.tasks[0]?.attempts[0]?.receipt).toMatchObject({ winner: 'host-a', candidates: [{ agentId: 'host-a' }] });
    expect((await world.events(id)).map((event) => event.type)).toEqual([
      'JobSubmitted',
      'TaskPlaced',
      'InstructionPublished',
      'ContainerStarting',
      'ContainerRunning',
      'AttemptEnded',
      'JobEnded',
    ]);
  });

  it('waits in words while no agent is registered, and is placed only after the agent’s Sync', async () => {
    const id = await world.submit();
    await world.jobThat(id, 'waits', (job) => job.waitsFor === 'Waits for an agent to register');
    const agent = await world.playedAgent('host-b', { onApply: succeed }).start();
    await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
    const kinds = agent.instructions.map(({ body }) => body.type);
    expect(kinds.indexOf('Sync')).toBe(0);
    expect(kinds.indexOf('Apply')).toBeGreaterThan(0);
  });

  it('clears the container away once its end is known', async () => {
    const agent = await world.playedAgent('host-c', { onApply: succeed }).start();
    const id = await world.submit();
    const remove = await agent.applyFor(id, 'REMOVE');
    expect(remove.generation).toBe(2);
    await until(
      async () => (await world.pool.query('SELECT 1 FROM attempt WHERE job_id = $1 AND container_gone', [id])).rowCount,
      'the container is known to be gone',
    );
  });

  it('makes the topic that a job names before it is placed', async () => {
    const agent = await world.playedAgent('host-d', { onApply: succeed }).start();
    const topic = `${world.topicPrefix}made`;
    const id = await world.submit({ kind: 'data-generator', image: undefined, topic });
    const apply = await agent.applyFor(id, 'RUN');
    expect(apply.container.topic).toBe(topic);
    expect((await world.ask<{ partitions: number }>('GET', `/topics/${topic}`)).body.partitions).toBe(3);
  });

  it('fails a job in words when Kafka refuses its topic for good', async () => {
    await world.playedAgent('host-e', { onApply: succeed }).start();
    const base = world.topicPrefix.replaceAll('-', '_');
    await world.ask('POST', '/topics', { name: `${base}a.b` });
    const id = await world.submit({ topic: `${base}a_b` });
    const job = await world.jobThat(id, 'fails', ({ state }) => state === 'FAILED');
    expect(job.reason).toMatchObject({ code: 'BAD_SPEC', message: expect.stringContaining(`${base}a_b`) });
  });

  it('runs 60 jobs submitted at once on one agent with 8 slots, each once, never more than 8 at a time', async () => {
    let open = 0;
    let most = 0;
    const started = new Map<string, number>();
    await world
      .playedAgent('host-f', {
        slots: 8,
        onApply: async (apply, agent) => {
          if (apply.desired !== 'RUN') return;
          started.set(apply.attemptId, (started.get(apply.attemptId) ?? 0) + 1);
          open += 1;
          most = Math.max(most, open);
          await agent.report(apply, 'RUNNING');
          open -= 1;
          await agent.report(apply, 'SUCCEEDED', { exitCode: 0 });
        },
      })
      .start();
    const ids = await Promise.all(Array.from({ length: 60 }, () => world.submit()));
    await until(async () => {
      const { rows } = await world.pool.query(`SELECT count(*)::int AS n FROM job WHERE state = 'SUCCEEDED'`);
      const { rows: held } = await world.pool.query('SELECT count(*)::int AS n FROM attempt WHERE reserved');
      expect(held[0].n).toBeLessThanOrEqual(8);
      return rows[0].n === ids.length;
    }, 'all jobs succeed');
    expect(most).toBeLessThanOrEqual(8);
    expect(started.size).toBe(60);
    const { rows } = await world.pool.query('SELECT count(*)::int AS n FROM attempt');
    expect(rows[0].n).toBe(60);
  });
});

describe('stopping', () => {
  it('asks the agent, and ends as stopped when it has', async () => {
    const agent = await world
      .playedAgent('host-g', {
        onApply: (apply, self) => self.report(apply, apply.desired === 'RUN' ? 'RUNNING' : 'STOPPED'),
      })
      .start();
    const id = await world.submit();
    await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    expect((await world.ask('POST', `/jobs/${id}/stop`)).status).toBe(202);
    await agent.applyFor(id, 'STOP');
    await world.jobThat(id, 'is stopped', ({ state }) => state === 'STOPPED');
    const again = await world.ask('POST', `/jobs/${id}/stop`);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'job_has_ended', detail: expect.stringContaining('stopped') });
  });

  it('ends at once what was not placed', async () => {
    const id = await world.submit();
    await world.ask('POST', `/jobs/${id}/stop`);
    await world.jobThat(id, 'is stopped', ({ state }) => state === 'STOPPED');
  });
});

describe('failing', () => {
  it('tries again what another try may cure, and keeps both attempts', async () => {
    await world
      .playedAgent('host-h', {
        onApply: (apply, agent) =>
          apply.desired === 'RUN' && apply.attempt === 1
            ? agent.report(apply, 'FAILED', {
                reason: { code: 'REGISTRY_UNREACHABLE', message: 'no route to registry', retryable: true },
              })
            : succeed(apply, agent),
      })
      .start();
    const id = await world.submit({ retry: { initialDelayMs: 100 } });
    const job = await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
    expect(job.tasks[0]?.attempts.map(({ observed }) => observed)).toEqual(['FAILED', 'SUCCEEDED']);
    expect((await world.events(id)).map((event) => event.type)).toContain('TaskRetryScheduled');
  });

  it('tells why a job failed, with the exit code', async () => {
    await world
      .playedAgent('host-i', {
        onApply: async (apply, agent) => {
          if (apply.desired !== 'RUN') return;
          const reason = { code: 'EXIT_NON_ZERO' as const, message: 'exit code 3', retryable: false };
          await agent.report(apply, 'FAILED', { exitCode: 3, reason });
        },
      })
      .start();
    const id = await world.submit();
    const job = await world.jobThat(id, 'fails', ({ state }) => state === 'FAILED');
    expect(job).toMatchObject({ exitCode: 3, reason: { code: 'EXIT_NON_ZERO', message: 'exit code 3' } });
  });

  it('takes an undecodable report to the dead letters, fails its attempt, and reads on', async () => {
    const agent = await world.playedAgent('host-j', { onApply: () => undefined }).start();
    const id = await world.submit({ retry: { maxAttempts: 1 } });
    const apply = await agent.applyFor(id, 'RUN');
    const topic = topicName('Job_Status', world.topicPrefix);
    await agent.send(topic, Buffer.from('garbage'), { agentId: 'host-j', attemptId: apply.attemptId, jobId: id });
    const job = await world.jobThat(id, 'fails', ({ state }) => state === 'FAILED');
    expect(job.reason?.message).toContain('cannot be read');
    await agent.applyFor(id, 'STOP');
    const letters = await world.ask<{ items: TopicMessage[] }>('GET', `/topics/${deadLetterTopicName(topic)}/messages`);
    expect(letters.body.items.at(-1)).toMatchObject({
      value: 'garbage',
      headers: { [DEAD_LETTER_HEADERS.topic]: topic, attemptId: apply.attemptId },
    });
    const audited = (await world.audited('RecordUndecodable')).filter((row) => row.subjectId === topic);
    expect(audited).toHaveLength(1);
    const next = await world.submit();
    await agent.report(await agent.applyFor(next, 'RUN'), 'SUCCEEDED', { exitCode: 0 });
    await world.jobThat(next, 'succeeds', ({ state }) => state === 'SUCCEEDED');
  });

  it('does not believe one agent about another’s attempt', async () => {
    const owner = await world.playedAgent('host-k').start();
    const id = await world.submit({ placement: { agents: ['host-k'] } });
    const apply = await owner.applyFor(id, 'RUN');
    const other = await world.playedAgent('host-l').start();
    await other.report(apply, 'SUCCEEDED', { exitCode: 0 });
    await until(async () => (await world.audited('ReportContradicted')).length, 'the contradiction is audited');
    expect((await world.job(id)).state).toBe('RUNNING');
  });
});

describe('agents', () => {
  it('refuses an id that is in use by another engine, and keeps the first', async () => {
    const first = await world.playedAgent('host-m').start();
    const second = world.playedAgent('host-m', { engineId: 'another-engine' });
    await second.start({ wait: false });
    const refuse = await until(() => second.bodies('Refuse')[0], 'the second is refused');
    expect(refuse).toMatchObject({ bootId: second.bootId, reason: expect.stringContaining('in use') });
    expect((await world.ask<{ bootId: string }>('GET', '/agents/host-m')).body.bootId).toBe(first.bootId);
    expect(second.synced).toBe(false);
    await first.say();
    const detail = await until(async () => {
      const { stateDetail } = (await world.ask<AgentDetail>('GET', '/agents/host-m')).body;
      return stateDetail.includes('refused') && stateDetail;
    }, 'the first tells of it');
    expect(detail).toContain('give it an id of its own');
  });

  it('answers a restart with every attempt that is wanted there', async () => {
    const first = await world.playedAgent('host-n').start();
    const id = await world.submit({ command: ['work'] });
    const apply = await first.applyFor(id, 'RUN');
    await first.report(apply, 'RUNNING');
    await world.jobThat(id, 'runs', (job) => job.tasks[0]?.attempts[0]?.observed === 'RUNNING');
    const unbegun = await world.submit({ command: ['wait'] });
    await first.applyFor(unbegun, 'RUN');
    await first.stop();
    const second = await world.playedAgent('host-n').start();
    const sync = second.bodies('Sync').find((body) => body.bootId === second.bootId);
    // What runs is never made again, so the words that only its making needs are left out.
    expect(sync?.attempts).toMatchObject([
      {
        lastObserved: 'RUNNING',
        apply: { attemptId: apply.attemptId, desired: 'RUN', generation: 1, container: { command: null } },
      },
      { lastObserved: 'DISPATCHED', apply: { jobId: unbegun, desired: 'RUN', container: { command: ['wait'] } } },
    ]);
  });

  it('says again what an agent has not applied for too long', async () => {
    await world.stopDispatchers();
    await world.startDispatcher({ resendAfterMs: 600 });
    const agent = await world.playedAgent('host-o').start();
    const id = await world.submit();
    const apply = await agent.applyFor(id, 'RUN');
    // As if it had never arrived: the status says that nothing was applied.
    agent.status = { appliedGenerations: {} };
    await until(
      () => agent.bodies('Apply').filter((body) => body.attemptId === apply.attemptId).length > 1,
      'the instruction comes again',
    );
  });
});

describe('the API', () => {
  const bad: readonly [string, unknown, string, string][] = [
    ['an image name that is none', { kind: 'container', image: 'Bad Image' }, 'image', 'not an image name'],
    ['a topic name that Kafka refuses', { kind: 'data-generator', topic: 'a b' }, 'topic', 'Kafka takes'],
    [
      'a negative count',
      { kind: 'data-generator', topic: 't', generator: { count: -1 } },
      'generator.count',
      'at least 1',
    ],
    [
      'an absurd rate',
      { kind: 'data-generator', topic: 't', generator: { ratePerSecond: 1e12 } },
      'generator.ratePerSecond',
      'at most',
    ],
    [
      'a template whose method faker does not have',
      { kind: 'data-generator', topic: 't', generator: { template: { name: 'person.fulName' } } },
      'generator.template.name',
      'close to it: person.fullName',
    ],
    [
      'a template whose arguments faker does not take',
      { kind: 'data-generator', topic: 't', generator: { template: { age: 'number.int({"min":9,"max":1})' } } },
      'generator.template.age',
      'faker refused it',
    ],
    [
      'a template that would keep a program busy for ever',
      { kind: 'data-generator', topic: 't', generator: { template: { all: 'string.alpha(1e9)' } } },
      'generator.template.all',
      'too long to generate',
    ],
    [
      'too little memory',
      { kind: 'container', image: 'a', resources: { memoryBytes: 1 } },
      'resources.memoryBytes',
      'at least 6 MiB',
    ],
    ['an unknown field', { kind: 'container', image: 'a', colour: 'red' }, 'colour', 'unknown field'],
    [
      'a name that Longshore sets',
      { kind: 'container', image: 'a', environment: { LONGSHORE_X: '1' } },
      'environment',
      'set by Longshore',
    ],
    ['an unknown kind', { kind: 'banana' }, 'kind', 'expected'],
    [
      'one of Longshore’s own topics',
      { kind: 'container', image: 'a', topic: '__consumer_offsets' },
      'topic',
      'choose another',
    ],
  ];
  it.each(bad)('refuses %s, naming the field', async (_what, spec, path, words) => {
    const { status, body, headers } = await world.ask('POST', '/jobs', spec);
    expect(status).toBe(422);
    expect(headers.get('content-type')).toBe('application/problem+json');
    const error = body.errors?.find((each) => each.path === path);
    expect(error?.message.toLowerCase()).toContain(words.toLowerCase());
  });

  it('refuses malformed JSON, a body over the limit, and one that is no JSON', async () => {
    expect(await world.ask('POST', '/jobs', '{"kind":')).toMatchObject({
      status: 400,
      body: { code: 'malformed_json' },
    });
    const large = JSON.stringify({ kind: 'container', image: 'a', command: ['x'.repeat(1_048_576)] });
    expect(await world.ask('POST', '/jobs', large)).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    expect(await world.ask('POST', '/jobs', '{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  });

  it('takes the largest job that may be submitted, and many of them at once', async () => {
    const half = 'x'.repeat(LIMITS.commandBytesMax - 4);
    const largest = {
      entrypoint: [half],
      command: [half],
      environment: { LARGE: 'x'.repeat(LIMITS.environmentBytesMax - 20) },
    };
    await world.playedAgent('host-large', { onApply: succeed }).start();
    const ids = await Promise.all(Array.from({ length: 12 }, () => world.submit(largest)));
    for (const id of ids) await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
  });

  it('refuses a longer command than an instruction has room for, naming the field', async () => {
    const over = 'x'.repeat(LIMITS.commandBytesMax);
    for (const field of ['command', 'entrypoint']) {
      const { status, body } = await world.ask('POST', '/jobs', { kind: 'container', image: 'a', [field]: [over] });
      expect(status).toBe(422);
      expect(body.errors?.[0]).toEqual({ path: field, message: 'at most 131072 bytes in all' });
    }
  });

  it('refuses with numbers what no agent could ever hold, and accepts what only has to wait', async () => {
    await world.playedAgent('host-p').start();
    const spec = { kind: 'container', image: 'a', resources: { memoryBytes: 64 * 1024 ** 3 } };
    const never = await world.ask('POST', '/jobs', spec);
    expect(never).toMatchObject({
      status: 422,
      body: { code: 'never_fits', errors: [{ path: 'resources.memoryBytes' }] },
    });
    expect(never.body.errors?.[0]?.message).toBe('host-p: needs 64 GiB, has 8 GiB free of 8 GiB');
    const plan = await world.ask<Plan>('POST', '/jobs/plan', spec);
    expect(plan.body).toMatchObject({ fits: false, possible: false });
    expect(plan.body.receipts[0]?.wouldFit[0]).toContain('asking for less than 64 GiB');
    const twelve = await until(async () => {
      const { body } = await world.ask<Plan>('POST', '/jobs/plan', { kind: 'container', image: 'a', parallelism: 12 });
      return body.receipts.some((receipt) => receipt.winner !== null) && body;
    }, 'the agent can be placed on');
    expect(twelve).toMatchObject({ fits: false, possible: true });
    expect(twelve.receipts.filter((receipt) => receipt.winner !== null)).toHaveLength(10);
  });

  it('accepts a request once under one Idempotency-Key, also when it is sent many times at once', async () => {
    const key = { 'idempotency-key': world.topicPrefix };
    const spec = { kind: 'container', image: 'tool:1' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.ask<{ id: string }>('POST', '/jobs', spec, key)),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    const other = await world.ask('POST', '/jobs', { ...spec, image: 'other:1' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('gives a list in pages, the newest first, each job once', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) ids.push(await world.submit({ name: `job ${index}` }));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const at: string = `/jobs?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: { items: JobSummary[]; next: string | null } = (
        await world.ask<{ items: JobSummary[]; next: string | null }>('GET', at)
      ).body;
      seen.push(...page.items.map((job) => job.id));
      cursor = page.next;
    }
    expect(seen).toEqual([...ids].reverse());
    expect(
      (await world.ask<{ items: JobSummary[] }>('GET', '/jobs?q=job%203')).body.items.map((job) => job.name),
    ).toEqual(['job 3']);
    expect(await world.ask('GET', '/jobs?cursor=nonsense')).toMatchObject({ status: 422 });
    expect(await world.ask('GET', '/jobs?colour=red')).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'colour' }] },
    });
  });

  it('takes the start of an id while only one job has it', async () => {
    const [first] = [await world.submit(), await world.submit()];
    expect(await world.ask('GET', `/jobs/${first?.slice(0, -2)}`)).toMatchObject({ status: 200, body: { id: first } });
    expect(await world.ask('GET', `/jobs/${first?.slice(0, 4)}`)).toMatchObject({
      status: 409,
      body: { code: 'ambiguous_id' },
    });
    expect(await world.ask('GET', '/jobs/ffff')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await world.ask('GET', '/jobs/not-an-id')).toMatchObject({ status: 404 });
  });

  it('changes name and priority, deletes only what has ended', async () => {
    const id = await world.submit();
    expect(await world.ask('PATCH', `/jobs/${id}`, { name: 'renamed', priority: 90 })).toMatchObject({
      status: 200,
      body: { name: 'renamed', priority: 90 },
    });
    expect(await world.ask('PATCH', `/jobs/${id}`, {})).toMatchObject({ status: 422 });
    expect(await world.ask('DELETE', `/jobs/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'job_has_not_ended' },
    });
    await world.ask('POST', `/jobs/${id}/stop`);
    await world.jobThat(id, 'is stopped', ({ state }) => state === 'STOPPED');
    expect((await world.ask('DELETE', `/jobs/${id}`)).status).toBe(204);
    expect((await world.ask('GET', `/jobs/${id}`)).status).toBe(404);
  });

  it('refuses what a foreign page could make a browser send', async () => {
    const spec = { kind: 'container', image: 'tool:1' };
    expect(await world.ask('POST', '/jobs', spec, { origin: 'http://evil.example' })).toMatchObject({ status: 403 });
    expect(await world.ask('POST', '/jobs', spec, { origin: world.url })).toMatchObject({ status: 201 });
  });

  it('writes records to a topic and reads them back without disturbing anybody', async () => {
    const name = `${world.topicPrefix}messages`;
    expect((await world.ask('POST', '/topics', { name, partitions: 2 })).status).toBe(201);
    expect(await world.ask('POST', '/topics', { name })).toMatchObject({ status: 409 });
    const messages = Array.from({ length: 5 }, (_, index) => ({ key: `k${index}`, value: JSON.stringify({ index }) }));
    expect(await world.ask('POST', `/topics/${name}/messages`, { messages })).toMatchObject({
      status: 201,
      body: { produced: 5 },
    });
    const first = await world.ask<{ items: TopicMessage[]; next: string }>(
      'GET',
      `/topics/${name}/messages?from=beginning&limit=3`,
    );
    const rest = await world.ask<{ items: TopicMessage[]; next: string }>(
      'GET',
      `/topics/${name}/messages?limit=10&cursor=${first.body.next}`,
    );
    const keys = [...first.body.items, ...rest.body.items].map((message) => message.key);
    expect(keys.sort()).toEqual(['k0', 'k1', 'k2', 'k3', 'k4']);
    expect(rest.body.items[0]?.decodedAs).toBe('json');
    expect(await world.ask('GET', '/topics/there-is-none/messages')).toMatchObject({ status: 404 });
  });

  it('describes itself in OpenAPI 3.1', async () => {
    const { body } = await world.ask<{ openapi: string; paths: Record<string, unknown> }>('GET', '/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toContain('/jobs/{id}/stop');
  });

  it('tells pages to look again within a second of a change', async () => {
    const stop = new AbortController();
    const response = await fetch(`${world.url}/api/v1/events`, {
      headers: showing(OWNER_KEY),
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const told = async (words: string): Promise<void> => {
      while (!text.includes(words)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended after ${text}`);
        text += value;
      }
    };
    await told('"type":"hello"');
    text = '';
    await world.submit();
    const startedAt = performance.now();
    await told('"jobs"');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    stop.abort();
  });
});
