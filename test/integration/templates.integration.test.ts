import type { AuditEntry, JobDetail, JobTemplate, JobTemplateSummary, Problem } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { World } from '../control-plane/world.ts';

const SPEC = { image: 'tool:1', resources: { cpuMillis: 10 } };

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
});
afterAll(() => world.close());
afterEach(() => world.forget('job_template, job, outbox'));

async function create(changes: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  const body = { name: 'tool', spec: SPEC, ...changes };
  return world.ask<{ id: string; name: string } & Problem>('POST', '/templates', body, headers);
}

async function template(given = 'tool') {
  return world.ask<JobTemplate & Problem>('GET', `/templates/${given}`);
}

async function list(query = ''): Promise<{ items: JobTemplateSummary[]; next: string | null }> {
  return (await world.ask<{ items: JobTemplateSummary[]; next: string | null }>('GET', `/templates${query}`)).body;
}

describe('templates over the API', () => {
  it('keep a job as it was given, once for one key, and are found by name and by the start of their id', async () => {
    const first = await create({ description: ' the tool ' }, { 'idempotency-key': 'a' });
    expect(first.status).toBe(201);
    expect(first.headers.get('location')).toBe(`/api/v1/templates/${first.body.id}`);
    const again = await create({ description: ' the tool ' }, { 'idempotency-key': 'a' });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await template(first.body.id.slice(0, 20))).body).toMatchObject({
      id: first.body.id,
      name: 'tool',
      description: 'the tool',
      kind: 'container',
      image: 'tool:1',
      topic: null,
      spec: SPEC,
    });
    expect((await template()).body.spec).toEqual(SPEC);
    expect((await template('gone')).body).toMatchObject({ status: 404, detail: 'There is no template gone.' });
  });

  it('may leave open what a job needs, and nothing of what is there may be wrong', async () => {
    for (const [index, spec] of [{ parallelism: 3 }, { topic: 'people' }, { kind: 'data-generator' }].entries()) {
      expect(await create({ name: `open-${index}`, spec })).toMatchObject({ status: 201 });
    }
    expect((await list()).items.map(({ kind, image, topic }) => [kind, image, topic])).toEqual([
      ['container', null, null],
      ['data-generator', null, 'people'],
      ['data-generator', null, null],
    ]);
    const refused = [
      [{ image: 'No Image' }, 'spec.image'],
      [{ perHost: true, parallelism: 3 }, 'spec.parallelism'],
      [{ resources: { gpus: 1 } }, 'spec.resources.gpus'],
      [{ topic: 'a', generator: { template: { id: 'string.uid' } } }, 'spec.generator.template.id'],
      [{ topic: `${world.topicPrefix}Job_Status` }, 'spec.topic'],
      [{}, 'spec'],
    ] as const;
    for (const [spec, path] of refused) {
      const { status, body } = await create({ name: 'bad', spec });
      expect(status, JSON.stringify(spec)).toBe(422);
      expect(body.errors?.map((error) => error.path)).toEqual([path]);
      expect(body.errors?.[0]?.message).not.toBe('');
    }
    expect((await create({ name: 'a b' })).body.errors?.[0]).toMatchObject({ path: 'name' });
    expect((await create({ owner: 'me' })).body.errors).toEqual([{ path: 'owner', message: 'unknown field' }]);
  });

  it('have names of their own', async () => {
    await create();
    const other = await create({ name: 'other' });
    const taken = {
      status: 409,
      code: 'name_taken',
      errors: [{ path: 'name', message: 'another template has this name' }],
    };
    expect((await create()).body).toMatchObject(taken);
    const renamed = await world.ask<Problem>('PATCH', `/templates/${other.body.id}`, { name: 'tool' });
    expect(renamed.body).toMatchObject(taken);
    expect(renamed.body.detail).toBe('There is a template tool already.');
  });

  it('are listed by name, page by page, and sought by name, description or id', async () => {
    for (const name of ['c', 'a', 'b']) await create({ name, description: name === 'b' ? 'The Nightly one' : '' });
    const first = await list('?limit=2');
    expect(first.items.map(({ name }) => name)).toEqual(['a', 'b']);
    const second = await list(`?limit=2&cursor=${first.next}`);
    expect(second.items.map(({ name }) => name)).toEqual(['c']);
    expect(second.next).toBeNull();
    expect((await list('?q=nightly')).items.map(({ name }) => name)).toEqual(['b']);
    expect((await list(`?q=${first.items[0]?.id}`)).items.map(({ name }) => name)).toEqual(['a']);
    expect((await list('?q=%25')).items).toEqual([]);
  });

  it('change in what is given, a spec as a whole, and jobs made from them stay as they are', async () => {
    await create({ description: 'one' });
    const before = (await template()).body;
    const job = await world.ask<{ id: string }>('POST', '/jobs', { kind: 'container', ...SPEC });
    const changed = await world.ask<JobTemplate>('PATCH', '/templates/tool', { spec: { topic: 'people' } });
    expect(changed.body).toMatchObject({ description: 'one', spec: { topic: 'people' }, kind: 'data-generator' });
    expect(changed.body.spec).toEqual({ topic: 'people' });
    expect(Date.parse(changed.body.updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.updatedAt));
    expect((await world.ask<JobDetail>('GET', `/jobs/${job.body.id}`)).body.spec).toMatchObject({ image: 'tool:1' });
    const nothing = await world.ask<Problem>('PATCH', '/templates/tool', {});
    expect(nothing.body).toMatchObject({ status: 422 });
    const bad = await world.ask<Problem>('PATCH', '/templates/tool', { spec: { image: 'No' } });
    expect(bad.body.errors?.[0]?.path).toBe('spec.image');
  });

  it('are gone when they are deleted, and the audit log knows of all of it', async () => {
    const { id } = (await create()).body;
    await world.ask('PATCH', `/templates/${id}`, { description: 'new' });
    expect((await world.ask('DELETE', '/templates/tool')).status).toBe(204);
    expect((await world.ask('DELETE', '/templates/tool')).status).toBe(404);
    const { body } = await world.ask<{ items: AuditEntry[] }>('GET', `/audit?subjectType=template&subject=${id}`);
    expect(body.items.map(({ action }) => action)).toEqual(['TemplateDeleted', 'TemplateChanged', 'TemplateCreated']);
    expect(body.items[0]?.detail).toEqual({ name: 'tool', spec: SPEC });
    expect(body.items[1]?.detail).toEqual({ name: 'tool', change: { description: 'new' } });
  });

  it('let one of many at once have a name', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
  });
});
