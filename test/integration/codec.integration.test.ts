import { randomUUID } from 'node:crypto';
import { createCodec, PoisonRecordError, RegistryUnreachableError, SchemaNotRegisteredError } from '@longshore/kafka';
import { avroSchemas, type JobStatus } from '@longshore/schemas';
import avro from 'avsc';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Services, startServices } from '../stack/services.ts';

const status: JobStatus = {
  attemptId: 'at',
  jobId: 'j',
  taskId: 't',
  attempt: 1,
  agentId: 'a',
  bootId: 'b',
  sequence: 7,
  observed: 'RUNNING',
  exitCode: null,
  reason: null,
  containerId: 'c',
  imageDigest: null,
  progress: null,
  detail: null,
  occurredAt: 1,
};

async function register(url: string, subject: string, schema: string): Promise<number> {
  const response = await fetch(`${url}/subjects/${subject}/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ schema }),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { id: number }).id;
}

function framed(id: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.writeInt32BE(id, 1);
  return Buffer.concat([header, payload]);
}

describe('the codec and the real registry', () => {
  let topicPrefix: string;
  let registryUrl: string;
  let id: number;

  beforeAll(async () => {
    topicPrefix = `codec-${randomUUID()}.`;
    registryUrl = inject('services').schemaRegistryUrl;
    id = await register(registryUrl, `${topicPrefix}Job_Status-value`, avroSchemas.JobStatus);
  });

  it('write and read a record under the id that the registry gave', async () => {
    const bytes = await createCodec({ registryUrl, topicPrefix }).encode('JobStatus', status);
    expect(bytes.readInt32BE(1)).toBe(id);
    expect(await createCodec({ registryUrl, topicPrefix }).decode('JobStatus', bytes)).toEqual(status);
  });

  it('read what an older version wrote, though a newer one is registered', async () => {
    const ours = JSON.parse(avroSchemas.JobStatus) as { fields: Array<{ name: string }> };
    const older = JSON.stringify({ ...ours, fields: ours.fields.filter(({ name }) => name !== 'detail') });
    const olderId = await register(registryUrl, `${topicPrefix}older-value`, older);
    const { detail: _new, ...before } = status;
    const bytes = framed(olderId, avro.Type.forSchema(JSON.parse(older) as avro.Schema).toBuffer(before));
    expect(await createCodec({ registryUrl, topicPrefix }).decode('JobStatus', bytes)).toEqual(status);
  });

  it('still write with an older version’s schema after a newer one was registered', async () => {
    const subject = `${topicPrefix}upgraded.Job_Status-value`;
    const before = await register(registryUrl, subject, avroSchemas.JobStatus);
    const ours = JSON.parse(avroSchemas.JobStatus) as { fields: unknown[] };
    const novelty = { name: 'novelty', type: 'string', default: '' };
    await register(registryUrl, subject, JSON.stringify({ ...ours, fields: [...ours.fields, novelty] }));
    const codec = createCodec({ registryUrl, topicPrefix: `${topicPrefix}upgraded.` });
    expect((await codec.encode('JobStatus', status)).readInt32BE(1)).toBe(before);
  });

  it('tell an id that is definitely unknown from a registry that did not say', async () => {
    const unknown = framed(2_000_000_000, Buffer.from([1]));
    const reading = createCodec({ registryUrl, topicPrefix }).decode('JobStatus', unknown);
    await expect(reading).rejects.toMatchObject({ name: 'PoisonRecordError', poison: 'UNKNOWN_SCHEMA_ID' });
    // The same question at an address where something answers that is no registry.
    const astray = createCodec({ registryUrl: new URL(registryUrl).origin, topicPrefix }).decode('JobStatus', unknown);
    await expect(astray).rejects.toBeInstanceOf(RegistryUnreachableError);
  });

  it('give up garbage, and a record written with another schema', async () => {
    const codec = createCodec({ registryUrl, topicPrefix });
    const garbage = Buffer.from('\u0000\u0000\u0000 not a record at all');
    await expect(codec.decode('JobStatus', garbage)).rejects.toBeInstanceOf(PoisonRecordError);
    const undecodable = framed(id, Buffer.from([0xff, 0xff, 0xff]));
    await expect(codec.decode('JobStatus', undecodable)).rejects.toMatchObject({ poison: 'UNDECODABLE' });
    const otherId = await register(registryUrl, `${topicPrefix}other-value`, '"string"');
    const other = framed(otherId, Buffer.from([2, 97]));
    await expect(codec.decode('JobStatus', other)).rejects.toMatchObject({ poison: 'WRONG_SCHEMA' });
  });

  it('say that the initializer was not run', async () => {
    const writing = createCodec({ registryUrl, topicPrefix: `${randomUUID()}.` }).encode('JobStatus', status);
    await expect(writing).rejects.toBeInstanceOf(SchemaNotRegisteredError);
  });
});

describe('the codec and a registry that goes away', () => {
  let services: Services;
  beforeAll(async () => {
    services = await startServices({ services: ['registry'] });
  });
  afterAll(() => services.stop());

  it('wait for it rather than give up records, and go on when it is back', async () => {
    const registryUrl = services.schemaRegistryUrl;
    const id = await register(registryUrl, 'Job_Status-value', avroSchemas.JobStatus);
    const bytes = framed(id, avro.Type.forSchema(JSON.parse(avroSchemas.JobStatus) as avro.Schema).toBuffer(status));
    await services.stopService('registry');
    const codec = createCodec({ registryUrl });
    await expect(codec.decode('JobStatus', bytes)).rejects.toMatchObject({
      name: 'RegistryUnreachableError',
      retryable: true,
    });
    await expect(codec.encode('JobStatus', status)).rejects.toBeInstanceOf(RegistryUnreachableError);
    await services.startService('registry');
    await vi.waitFor(async () => expect(await codec.decode('JobStatus', bytes)).toEqual(status), {
      timeout: 30_000,
      interval: 200,
    });
    expect(await codec.encode('JobStatus', status)).toEqual(bytes);
  });
});
