import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AvroName,
  type AvroRecords,
  avroSchemas,
  type JobInstruction,
  type JobStatus,
  type OrderInstructions,
  type OrderReports,
} from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCodec } from './codec.ts';
import { PoisonRecordError, RegistryUnreachableError, SchemaNotRegisteredError } from './errors.ts';

type Schema = Record<string, unknown> & { fields: Array<Record<string, unknown> & { name: string; type: unknown }> };

/** A registry in a few lines: ids for schemas, by content; it can be slow, wrong or away. */
class FakeRegistry {
  readonly #schemas: string[] = [];
  readonly #server: Server;
  asked: string[] = [];
  answerWith: { status: number; body: string } | null = null;
  silent = false;

  constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(`${request.method} ${request.url}`);
      if (this.silent) return;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { status, body } = this.answerWith ?? this.#answer(request.url ?? '', Buffer.concat(chunks).toString());
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      });
    });
  }

  #answer(url: string, body: string): { status: number; body: string } {
    const known = /\/schemas\/ids\/(\d+)/.exec(url);
    const id =
      known === null ? this.#schemas.indexOf((JSON.parse(body) as { schema: string }).schema) : Number(known[1]);
    const schema = this.#schemas[id];
    if (schema === undefined) return { status: 404, body: JSON.stringify({ error_code: 40403, message: 'none' }) };
    return {
      status: 200,
      body: JSON.stringify(known === null ? { subject: 's', version: 1, id, schema } : { schema }),
    };
  }

  register(schema: string | Schema): number {
    return this.#schemas.push(typeof schema === 'string' ? schema : JSON.stringify(schema)) - 1;
  }

  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/apis/ccompat/v7`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const instruction = (body: JobInstruction['body']): JobInstruction => ({
  instructionId: 'i',
  agentId: 'a',
  epoch: 3,
  issuedAt: 1_700_000_000_000,
  body,
});
const apply = {
  attemptId: 'at',
  jobId: 'j',
  taskId: 't',
  attempt: 1,
  generation: 2,
  desired: 'RUN' as const,
  container: {
    kind: 'container',
    image: 'busybox',
    imagePolicy: 'IF_MISSING' as const,
    entrypoint: null,
    command: ['sh', '-c', 'true'],
    environment: { A: 'ä' },
    workingDirectory: null,
    user: null,
    topic: 't',
    taskIndex: 0,
    taskCount: 1,
    cpuMillis: 100,
    memoryLimitBytes: 1024,
    pidsLimit: 10,
    stopGraceMs: 1,
    pullTimeoutMs: 1,
    deadlineMs: null,
    logLinesPerSecondMax: 1,
    logBytesMax: 1,
  },
  registryCredential: null,
  sealedEnvironment: null,
} satisfies AvroRecords['JobInstruction']['body'] extends infer Body
  ? Omit<Extract<Body, { type: 'Apply' }>, 'type'>
  : never;

const status: JobStatus = {
  attemptId: 'at',
  jobId: 'j',
  taskId: 't',
  attempt: 1,
  agentId: 'a',
  bootId: 'b',
  sequence: 9_007_199_254_740_990,
  observed: 'FAILED',
  exitCode: -1,
  reason: { code: 'EXIT_NON_ZERO', message: 'exit 255', retryable: false },
  containerId: null,
  imageDigest: null,
  progress: { done: 1.5, total: null, unit: 'records' },
  detail: null,
  occurredAt: 1,
};

const schemaOf = (name: AvroName) => JSON.parse(avroSchemas[name]) as Schema;
/** The schema of another version, by a change to ours. */
const otherVersion = (name: AvroName, change: (text: string) => string) => change(avroSchemas[name]);

describe('the codec', () => {
  let registry: FakeRegistry;
  let url: string;
  const codec = (options: { deadlineMs?: number } = {}) => createCodec({ registryUrl: url, ...options });
  /** A record as another version wrote it, under the id of that version's schema. */
  const writtenBy = async (schema: string, value: unknown) => {
    const { default: avro } = await import('avsc');
    const header = Buffer.alloc(5);
    header.writeInt32BE(registry.register(schema), 1);
    return Buffer.concat([header, avro.Type.forSchema(JSON.parse(schema) as never).toBuffer(value)]);
  };

  beforeEach(async () => {
    registry = new FakeRegistry();
    url = await registry.start();
  });
  afterEach(() => registry.stop());

  it('writes the framing that every client of a Confluent registry reads', async () => {
    const id = registry.register(avroSchemas.JobStatus);
    const bytes = await codec().encode('JobStatus', status);
    expect(bytes[0]).toBe(0);
    expect(bytes.readInt32BE(1)).toBe(id);
  });

  it('gives back what it was given', async () => {
    registry.register(avroSchemas.JobStatus);
    const own = codec();
    expect(await own.decode('JobStatus', await own.encode('JobStatus', status))).toEqual(status);
  });

  it.each([
    ['Apply', { type: 'Apply' as const, ...apply }],
    [
      'Sync',
      { type: 'Sync' as const, bootId: 'b', registration: 1, attempts: [{ apply, lastObserved: 'RUNNING' as const }] },
    ],
    ['Configure', { type: 'Configure' as const, labels: { zone: 'a' }, cordoned: true, settings: {} }],
    ['Refuse', { type: 'Refuse' as const, bootId: 'b', reason: 'taken' }],
  ])('translates the union of records there and back: %s', async (_name, body) => {
    registry.register(avroSchemas.JobInstruction);
    const own = codec();
    const read = await own.decode('JobInstruction', await own.encode('JobInstruction', instruction(body)));
    expect(read).toEqual(instruction(body));
  });

  it('translates each item of an array of such a union, in order', async () => {
    registry.register(avroSchemas.OrderInstructions);
    const instructions: OrderInstructions = {
      kitchenId: 'harbour',
      bootId: 'b',
      issuedAt: 1_700_000_000_000,
      instructions: [
        { type: 'Cook', orderId: 'o1', epoch: 1, dish: 'soup', priority: 0, cookMs: 800.5 },
        { type: 'GiveBack', orderId: 'o2', epoch: 3 },
        { type: 'Drop', orderId: 'o3', epoch: 4 },
        { type: 'Cook', orderId: 'o4', epoch: 5, dish: 'ramen', priority: 9, cookMs: 0 },
        { type: 'BeUpset', upset: 'CUT_OFF', durationMs: 5_000 },
        { type: 'StartAnew' },
      ],
    };
    const own = codec();
    const written = await own.encode('OrderInstructions', instructions);
    expect(await own.decode('OrderInstructions', written)).toEqual(instructions);
    const none = { ...instructions, instructions: [] };
    expect(await own.decode('OrderInstructions', await own.encode('OrderInstructions', none))).toEqual(none);
  });

  it('names the item of an array that is of no known kind', async () => {
    registry.register(avroSchemas.OrderInstructions);
    const wrong = { kitchenId: 'k', bootId: 'b', issuedAt: 1, instructions: [{ type: 'Sing' }] };
    const writing = codec().encode('OrderInstructions', wrong as unknown as OrderInstructions);
    await expect(writing).rejects.toThrow('not a valid OrderInstructions: instructions.0');
  });

  it('reads what a later kitchen says as unknown, and the rest of its reports with it', async () => {
    const newer = otherVersion('OrderReports', (text) => text.replace('"REFUSED"', '"REFUSED","BURNT"'));
    const told = { orderId: 'o', epoch: 1, tookMs: 3 };
    const reports = { kitchenId: 'k', bootId: 'b', sequence: 1, occurredAt: 1 };
    const bytes = await writtenBy(newer, {
      ...reports,
      reports: [
        { ...told, said: 'BURNT' },
        { ...told, said: 'READY' },
      ],
    });
    const read: OrderReports = await codec().decode('OrderReports', bytes);
    expect(read.reports.map(({ said }) => said)).toEqual(['UNKNOWN', 'READY']);
  });

  it('asks for an id once, also when many records come at once, and for a schema once', async () => {
    registry.register(avroSchemas.JobStatus);
    const own = codec();
    const written = await Promise.all(Array.from({ length: 20 }, () => own.encode('JobStatus', status)));
    for (const bytes of written) await own.decode('JobStatus', bytes);
    expect(registry.asked).toEqual([
      expect.stringContaining('POST /apis/ccompat/v7/subjects/Job_Status-value'),
      expect.stringContaining('GET /apis/ccompat/v7/schemas/ids/0'),
    ]);
  });

  it('names the fields of a value that does not fit', async () => {
    registry.register(avroSchemas.JobStatus);
    const wrong = { ...status, attempt: 'first', observed: 'NO_SUCH_STATE' } as unknown as JobStatus;
    await expect(codec().encode('JobStatus', wrong)).rejects.toThrow(/attempt.*observed/);
  });

  describe('reading what another version wrote', () => {
    it('fills in the defaults of fields that an older writer did not have', async () => {
      const schema = schemaOf('JobStatus');
      const older = { ...schema, fields: schema.fields.filter(({ name }) => name !== 'detail') };
      const { detail: _new, ...before } = status;
      const bytes = await writtenBy(JSON.stringify(older), before);
      expect(await codec().decode('JobStatus', bytes)).toEqual(status);
    });

    it('leaves out fields that only a newer writer knows', async () => {
      const schema = schemaOf('JobStatus');
      const newer = { ...schema, fields: [...schema.fields, { name: 'novelty', type: 'string' }] };
      const bytes = await writtenBy(JSON.stringify(newer), { ...status, novelty: 'n' });
      expect(await codec().decode('JobStatus', bytes)).toEqual(status);
    });

    it('reads an enum symbol that only a newer writer knows as the default symbol', async () => {
      const newer = otherVersion('JobStatus', (text) =>
        text.replace('"EXIT_NON_ZERO"', '"EXIT_NON_ZERO","STRUCK_BY_LIGHTNING"'),
      );
      const reason = { code: 'STRUCK_BY_LIGHTNING', message: 'm', retryable: false };
      const bytes = await writtenBy(newer, { ...status, reason });
      expect((await codec().decode('JobStatus', bytes)).reason).toEqual({ ...reason, code: 'UNKNOWN' });
    });

    it('reads instructions of the kinds that it knows, though the writer knows more', async () => {
      const schema = schemaOf('JobInstruction');
      const novelty = { type: 'record', name: 'Novelty', fields: [{ name: 'x', type: 'int' }] };
      const newer = JSON.stringify({
        ...schema,
        fields: schema.fields.map((field) =>
          field.name === 'body' ? { ...field, type: [...(field.type as unknown[]), novelty] } : field,
        ),
      });
      const refuse = { type: 'Refuse' as const, bootId: 'b', reason: 'r' };
      const envelope = instruction(refuse);
      const { type: _type, ...fields } = refuse;
      const known = await writtenBy(newer, { ...envelope, body: { 'io.longshore.Refuse': fields } });
      expect(await codec().decode('JobInstruction', known)).toEqual(envelope);
      const unknown = await writtenBy(newer, { ...envelope, body: { 'io.longshore.Novelty': { x: 1 } } });
      const reading = codec().decode('JobInstruction', unknown);
      await expect(reading).rejects.toMatchObject({
        name: 'PoisonRecordError',
        message: expect.stringContaining('io.longshore.Novelty is of a kind unknown to this version'),
      });
    });
  });

  describe('poison', () => {
    it.each([
      ['nothing', []],
      ['too little', [0, 0, 0, 0]],
      ['a header alone', [0, 0, 0, 0, 0]],
      ['another format', [...Buffer.from('{"json":true}')]],
    ])('is %s', async (_what, bytes) => {
      registry.register(avroSchemas.JobStatus);
      const reading = codec().decode('JobStatus', Buffer.from(bytes));
      await expect(reading).rejects.toMatchObject({ name: 'PoisonRecordError', poison: 'NOT_AVRO', retryable: false });
      expect(registry.asked).toEqual([]);
    });

    it('is a schema id that the registry definitely does not know', async () => {
      const reading = codec().decode('JobStatus', Buffer.from([0, 0, 0, 0, 77, 1, 2]));
      await expect(reading).rejects.toMatchObject({ poison: 'UNKNOWN_SCHEMA_ID' });
    });

    it('is a record of another kind', async () => {
      registry.register(avroSchemas.JobStatus);
      const own = codec();
      const bytes = await own.encode('JobStatus', status);
      await expect(own.decode('JobInstruction', bytes)).rejects.toMatchObject({ poison: 'WRONG_SCHEMA' });
    });

    it('is a schema that is no Avro schema', async () => {
      registry.register('not a schema');
      const reading = codec().decode('JobStatus', Buffer.from([0, 0, 0, 0, 0, 1, 2]));
      await expect(reading).rejects.toMatchObject({ poison: 'WRONG_SCHEMA' });
    });

    it('is a record that was cut short, or has bytes left over', async () => {
      registry.register(avroSchemas.JobStatus);
      const own = codec();
      const bytes = await own.encode('JobStatus', status);
      for (const spoilt of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from([0])])]) {
        await expect(own.decode('JobStatus', spoilt)).rejects.toBeInstanceOf(PoisonRecordError);
        await expect(own.decode('JobStatus', spoilt)).rejects.toMatchObject({ poison: 'UNDECODABLE' });
      }
    });
  });

  describe('a registry that is away', () => {
    it('is no reason to give up a record, and is asked again', async () => {
      registry.register(avroSchemas.JobStatus);
      const own = codec();
      const bytes = await own.encode('JobStatus', status);
      const port = Number(new URL(url).port);
      await registry.stop();
      await expect(own.decode('JobStatus', bytes)).rejects.toBeInstanceOf(RegistryUnreachableError);
      // What it has asked for once it knows, with or without a registry.
      expect(await own.encode('JobStatus', status)).toEqual(bytes);
      registry = new FakeRegistry();
      registry.register(avroSchemas.JobStatus);
      await registry.start(port);
      expect(await own.decode('JobStatus', bytes)).toEqual(status);
    });

    it('does not keep a codec from being made', async () => {
      const port = Number(new URL(url).port);
      await registry.stop();
      const own = codec();
      await expect(own.encode('JobStatus', status)).rejects.toMatchObject({ retryable: true });
      registry = new FakeRegistry();
      registry.register(avroSchemas.JobStatus);
      await registry.start(port);
      expect((await own.encode('JobStatus', status)).length).toBeGreaterThan(5);
    });

    it('is waited for no longer than the deadline', async () => {
      registry.silent = true;
      const beganMs = performance.now();
      const reading = codec({ deadlineMs: 150 }).decode('JobStatus', Buffer.from([0, 0, 0, 0, 1, 1]));
      await expect(reading).rejects.toBeInstanceOf(RegistryUnreachableError);
      expect(performance.now() - beganMs).toBeLessThan(2_000);
    });

    it.each([
      ['a failing registry', { status: 500, body: '{"error_code":50001,"message":"storage"}' }],
      ['a busy one', { status: 429, body: '{}' }],
      ['a page not found by something else', { status: 404, body: '<html>not found</html>' }],
      ['a 404 without the registry’s own number', { status: 404, body: '{"status":404}' }],
      ['a success that is no JSON', { status: 200, body: '<html>hello</html>' }],
    ])('is also %s', async (_what, answer) => {
      registry.answerWith = answer;
      const own = codec();
      const bytes = Buffer.from([0, 0, 0, 0, 1, 1]);
      await expect(own.decode('JobStatus', bytes)).rejects.toBeInstanceOf(RegistryUnreachableError);
      await expect(own.encode('JobStatus', status)).rejects.toBeInstanceOf(RegistryUnreachableError);
    });

    it('is not one that does not hold our schema: then the initializer is to be run', async () => {
      const writing = codec().encode('JobStatus', status);
      await expect(writing).rejects.toBeInstanceOf(SchemaNotRegisteredError);
      await expect(writing).rejects.toMatchObject({
        retryable: true,
        message: expect.stringContaining('initialize-main'),
      });
    });
  });
});
