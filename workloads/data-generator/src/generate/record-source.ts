import { base, en, Faker } from '@faker-js/faker';
import { compileExpression, type FieldValue } from './compile-expression.ts';
import { listFakerMethods } from './faker-methods.ts';
import { hashName, RandomStream } from './random-stream.ts';
import { TemplateError } from './template-error.ts';

/** What date-like methods count from, so that `date.recent` gives the same today and in a year. */
export const REFERENCE_DATE = '2026-01-01T00:00:00.000Z';

/** Field name → expression. */
export type Template = Readonly<Record<string, string>>;

export interface GeneratedRecord {
  key: string;
  value: string;
}

/** Gives the `recordNumber`th record of a task, counted from 0. */
export type RecordSource = (recordNumber: number) => GeneratedRecord;

/**
 * Compiles a template into a source of records. A field's value is a function of (expression, seed, task, number, the
 * field's name) alone: the same in any batch, after a restart, in any time zone, and whatever fields stand beside it.
 *
 * @param seed 0 … 2³² − 1
 * @throws TemplateError when a field's expression cannot be used, or gives no JSON
 */
export function createRecordSource(template: Template, seed: number, taskIndex: number): RecordSource {
  const random = new RandomStream();
  const faker = new Faker({ locale: [en, base], randomizer: random, seed: 0 });
  faker.setDefaultRefDate(REFERENCE_DATE);
  const methods = listFakerMethods(faker);
  const fields = Object.entries(template).map(([field, expression]) => ({
    field,
    hash: hashName(field),
    prefix: `${JSON.stringify(field)}:`,
    next: compileExpression(field, expression, methods),
  }));

  for (const { field, hash, next } of fields) {
    random.begin(seed, taskIndex, 0, hash);
    tryOnce(field, next);
  }

  return (recordNumber) => {
    let value = '{';
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as (typeof fields)[number];
      random.begin(seed, taskIndex, recordNumber, field.hash);
      value += (index === 0 ? '' : ',') + field.prefix + toJson(field.next());
    }
    return { key: `${taskIndex}:${recordNumber}`, value: `${value}}` };
  };
}

function toJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  return JSON.stringify(value, bigintsAsText) ?? 'null';
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

/** Some methods refuse their arguments only when called: better now, with the field's name, than at the first record. */
function tryOnce(field: string, next: FieldValue): void {
  try {
    toJson(next());
  } catch (error) {
    throw new TemplateError(field, `faker refused it: ${(error as Error).message}`);
  }
}
