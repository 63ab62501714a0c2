import { z } from 'zod';
import { WORK_LIMITS } from '../work-item.ts';

const field = z.string().min(1, 'name a field').max(200, 'at most 200 characters');
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()], 'a text, a number, true, false or null');

export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>=', 'contains', 'in'] as const;
export const AGGREGATES = ['count', 'sum', 'mean', 'min', 'max'] as const;

const condition = z
  .strictObject({ field, is: z.enum(COMPARISONS), value: z.union([cell, z.array(cell).max(1_000)]) })
  .refine(({ is, value }) => (is === 'in') === Array.isArray(value), {
    path: ['value'],
    message: 'a list with "in", and one value with every other comparison',
  });

const aggregate = z
  .strictObject({
    as: field.describe('The column that it becomes.'),
    function: z.enum(AGGREGATES),
    field: field.optional().describe('Of which column; count needs none.'),
  })
  .refine(({ function: name, field: of }) => name === 'count' || of !== undefined, {
    path: ['field'],
    message: 'name the column that is added up or compared',
  });

/** What a `data` item asks for: rows, and in this order filter, group and aggregate, or project. */
export const dataPayload = z
  .strictObject({
    rows: z
      .array(z.record(z.string(), cell))
      .max(WORK_LIMITS.rowsMax, `at most ${WORK_LIMITS.rowsMax} rows`)
      .optional()
      .describe('Rows as JSON objects.'),
    csv: z.string().optional().describe('Rows as CSV (RFC 4180), the first line naming the columns.'),
    filter: z.array(condition).max(50, 'at most 50').default([]).describe('All of them must hold.'),
    groupBy: z.array(field).max(20, 'at most 20').default([]),
    aggregates: z.array(aggregate).max(50, 'at most 50').default([]),
    project: z.array(field).min(1, 'name at least one column').max(200).optional().describe('Only these columns.'),
  })
  .refine(({ rows, csv }) => (rows === undefined) !== (csv === undefined), {
    path: ['rows'],
    message: 'give rows or csv, one of the two',
  })
  .refine(({ groupBy, aggregates }) => groupBy.length === 0 || aggregates.length > 0, {
    path: ['aggregates'],
    message: 'say what is made of each group, such as {"as":"n","function":"count"}',
  });

export const dataResult = z.object({
  rowsIn: z.number().int(),
  rowsMatched: z.number().int(),
  columns: z.array(z.string()),
  rows: z.array(z.array(cell)).describe('In the order of `columns`.'),
});

export type Cell = z.output<typeof cell>;
export type DataCondition = z.output<typeof condition>;
export type DataAggregate = z.output<typeof aggregate>;
export type DataPayload = z.output<typeof dataPayload>;
export type DataResult = z.output<typeof dataResult>;
