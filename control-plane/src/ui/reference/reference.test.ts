import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../http/openapi/openapi-document.ts';
import { apiDocumentSchema } from './api-document.ts';
import { curlCommand } from './curl-command.ts';
import { permissionWords } from './permission-words.ts';
import { byNoun, findOperations, type Operation, readOperations } from './read-operations.ts';
import { limitWords, partsOf, partWords, typeWords } from './shape-words.ts';

const document = apiDocumentSchema.parse(JSON.parse(JSON.stringify(openApiDocument())));
const operations = readOperations(document);
const shapes = document.components.schemas;

function operation(id: string): Operation {
  const found = operations.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no operation ${id}`);
  return found;
}

const idsFor = (words: string) => findOperations(operations, words).map(({ id }) => id);

describe('the reference', () => {
  it('has every operation that is described, each once, under its noun', () => {
    const described = Object.values(openApiDocument().paths ?? {}).flatMap((item) => Object.keys(item));
    expect(operations).toHaveLength(described.length);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    const grouped = byNoun(operations).flatMap((noun) => noun.operations);
    expect(grouped.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it('says of each who may, what it answers, and what it refuses with', () => {
    const codes = document['x-longshore-problem-codes'];
    for (const { id, permission, answer, refusals } of operations) {
      expect(permissionWords(permission), id).toMatch(/^(every role|operators|administrators|anybody|the owner)/);
      expect(answer.status, id).toMatch(/^2/);
      expect(
        refusals.filter(({ status }) => codes[status] === undefined),
        id,
      ).toEqual([]);
    }
  });

  it('finds what has all words, wherever they stand', () => {
    expect(idsFor('post /JOBS/stop')).toEqual(['stopJobs']);
    expect(idsFor('drain')).toContain('drainAgent');
    expect(idsFor('idempotency jobs')).toEqual(['submitJob', 'rerunJobs']);
    expect(idsFor('users:write delete')).toContain('deleteUser');
    expect(idsFor('perHost post')).toEqual(['submitJob', 'planJob']);
    expect(idsFor(' ')).toHaveLength(operations.length);
    expect(idsFor('no such thing')).toEqual([]);
  });
});

describe('the type of a field', () => {
  it.each([
    [{ type: 'string' }, 'string'],
    [{ type: 'string', format: 'date-time' }, 'time'],
    [{ anyOf: [{ $ref: '#/components/schemas/ReasonOutput' }, { type: 'null' }] }, 'Reason | null'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, '("a" | "b")[]'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, '{ [name]: string }'],
    [{}, 'anything'],
  ])('%j is %s', (shape, words) => {
    expect(typeWords(shape)).toBe(words);
  });

  it('comes with its limits, but for those that every number has', () => {
    const integer = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
    expect(limitWords(integer)).toEqual(['at least 1']);
    expect(limitWords({ ...integer, maximum: 200, default: 50 })).toEqual(['default 50', '1 to 200']);
    expect(limitWords({ anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }] })).toEqual([
      'at most 9 characters',
    ]);
  });

  it('folds out where it has fields: also those of a list, and of each of several', () => {
    const parts = partsOf({ type: 'array', items: { $ref: '#/components/schemas/JobSpec' } }, shapes);
    expect(parts.map(partWords)).toEqual(['kind "container"', 'kind "data-generator"', 'kind "kitchen"']);
    expect(partsOf({ type: 'object', additionalProperties: { type: 'string' } }, shapes)).toEqual([]);
  });
});

describe('the command for a shell', () => {
  const base = 'http://127.0.0.1:3000/api/v1';

  it('shows a key, sends a body, and may be repeated where the API heeds that', () => {
    expect(curlCommand(operation('createTopic'), base)).toBe(
      [
        `curl ${base}/topics \\`,
        '  --header "Authorization: Bearer $LONGSHORE_API_KEY" \\',
        '  --header "Idempotency-Key: $(uuidgen)" \\',
        "  --header 'Content-Type: application/json' \\",
        `  --data '{"name":"people","partitions":6}'`,
      ].join('\n'),
    );
  });

  it('says what is to be put in', () => {
    expect(curlCommand(operation('retryDelivery'), base)).toContain(
      `--request POST ${base}/webhooks/WEBHOOK_ID/deliveries/DELIVERY/retry`,
    );
    expect(curlCommand(operation('revokeApiKey'), base)).toContain(`--request DELETE ${base}/api-keys/API_KEY_ID`);
    expect(curlCommand(operation('getTopic'), base)).toContain('/topics/TOPIC_NAME \\');
  });

  it('shows no key where none counts, and the owner’s where no other does', () => {
    expect(curlCommand(operation('signIn'), base)).not.toContain('Authorization');
    expect(curlCommand(operation('makeLink'), base)).toContain('Bearer $LONGSHORE_OWNER_KEY');
  });

  it('holds a body together that has quotes of its own', () => {
    const body = { media: 'application/json', shape: {}, example: { name: "it's" } };
    expect(curlCommand({ ...operation('createTopic'), body }, base)).toContain(`--data '{"name":"it'\\''s"}'`);
  });

  it('does not hold back a stream', () => {
    expect(curlCommand(operation('streamEvents'), base)).toMatch(/^curl --no-buffer http/);
  });
});
