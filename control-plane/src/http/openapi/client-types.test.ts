import { describe, expect, it } from 'vitest';
import { clientTypes } from './client-types.ts';

/** The types of one operation, as they are written. */
function operation(described: object): string {
  const text = clientTypes({ paths: { '/things/{id}': { put: described } } });
  return text.slice(text.indexOf("'PUT /things/{id}'"));
}

const answering = (schema: object) => ({
  responses: { 200: { content: { 'application/json': { schema } } }, 404: { content: {} } },
});

describe('types of the API', () => {
  it('tell path, query, body and answer of an operation, and what may be left out', () => {
    const text = operation({
      summary: 'Change a thing',
      parameters: [
        { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
        { in: 'query', name: 'state', schema: { type: 'array', items: { enum: ['ON', 'OFF'] } } },
        { in: 'header', name: 'Idempotency-Key', schema: { type: 'string' } },
      ],
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
      ...answering({ type: ['integer', 'null'] }),
    });
    expect(text.replaceAll(/\s+/g, ' ')).toBe(
      "'PUT /things/{id}': { path: { id: string; }; query: { state?: ReadonlyArray<'ON' | 'OFF'>; }; " +
        "body: ApiShapes['Thing']; answer: number | null; }; } ",
    );
  });

  it.each([
    [{ type: 'object', additionalProperties: { type: 'boolean' } }, 'Record<string, boolean>'],
    [{ type: 'object', propertyNames: { enum: ['a'] }, additionalProperties: {} }, "Record<'a', unknown>"],
    [{ type: 'object', additionalProperties: false }, 'Record<string, never>'],
    [{ anyOf: [{ const: "it's" }, { type: 'null' }, { type: 'null' }] }, "'it\\'s' | null"],
    [
      { type: 'object', properties: { 'a-b': { type: 'number' } }, required: ['a-b'] },
      "{\n      'a-b': number;\n    }",
    ],
  ])('say %j', (schema, expected) => {
    expect(operation(answering(schema))).toContain(`answer: ${expected};`);
  });

  it('tell an answer of nothing from one of text', () => {
    expect(operation({ responses: { 204: {} } })).toContain('answer: null;');
    expect(operation({ responses: { 200: { content: { 'text/csv': { schema: { type: 'string' } } } } } })).toContain(
      'text: string;',
    );
  });

  it('are not made up of what is not known', () => {
    expect(() => operation(answering({ type: 'date' }))).toThrow('no type is known for a schema of type date');
    const mixed = { type: 'object', properties: { a: {} }, additionalProperties: { type: 'string' } };
    expect(() => operation(answering(mixed))).toThrow('no type is known for an object');
  });

  it('end no comment early', () => {
    const shape = { description: 'globs such as */10', type: 'string' };
    expect(clientTypes({ components: { schemas: { Globs: shape } } })).toContain('/** globs such as *\\/10 */');
  });
});
