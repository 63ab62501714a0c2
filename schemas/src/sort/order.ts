import { z } from 'zod';

export const SORT_ELEMENT_TYPES = ['int32', 'int64', 'float64', 'text', 'json', 'csv'] as const;

const localeSchema = z
  .string()
  .max(35, 'a language tag such as de or sv-SE')
  .refine(isLocale, 'a language tag such as de or sv-SE');

/** What the elements of a sort are and how they are ordered: the words of `Order` in sorting/. */
export const sortOrderSchema = z
  .strictObject({
    type: z
      .enum(SORT_ELEMENT_TYPES)
      .default('text')
      .describe('What an element is: a number, or a line of text, of JSON or of CSV.'),
    direction: z.enum(['asc', 'desc']).default('asc'),
    stable: z.boolean().default(false).describe('Whether elements with equal keys keep the order they came in.'),
    collation: z
      .union([z.literal('bytes'), z.strictObject({ locale: localeSchema })])
      .default('bytes')
      .describe('Whether texts compare by their bytes or as a language has it.'),
    keyField: z
      .string()
      .min(1, 'name the field')
      .max(200, 'at most 200 characters')
      .nullable()
      .default(null)
      .describe('Of json and csv: the field that records are sorted by.'),
    keyType: z.enum(['text', 'number']).default('text').describe('What that field holds.'),
  })
  .superRefine((order, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const isRecord = order.type === 'json' || order.type === 'csv';
    if (isRecord && order.keyField === null) refuse('keyField', `name the field that ${order.type} is sorted by`);
    if (!isRecord && order.keyField !== null) refuse('keyField', 'only json and csv have fields');
    if (order.collation === 'bytes') return;
    if (!isRecord && order.type !== 'text') refuse('collation', 'numbers are the same in every language');
    if (isRecord && order.keyType === 'number') refuse('collation', 'fields that are numbers have no language');
  });

export type SortOrder = z.output<typeof sortOrderSchema>;

function isLocale(tag: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(tag).length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
