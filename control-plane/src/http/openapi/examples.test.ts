import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { PATHS } from './openapi-document.ts';

const operations = Object.entries(PATHS satisfies ZodOpenApiPathsObject).flatMap(([path, item]) =>
  Object.entries(item as Record<string, ZodOpenApiOperationObject>).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    content: operation.requestBody?.content['application/json'],
  })),
);
const taking = operations.filter(({ content }) => content !== undefined);

describe('the examples of the API', () => {
  it('are many', () => {
    expect(taking.length).toBeGreaterThan(20);
  });

  it.each(taking)('of $name would be taken', ({ content }) => {
    const { schema, example } = content ?? {};
    if (!(schema instanceof z.ZodType)) throw new Error('the body has no schema that checks');
    expect(schema.safeParse(example).error).toBeUndefined();
  });
});
