import { compileTemplate, jsonText, type Template, tryField } from '@longshore/schemas/template';
import { hashName, RandomStream } from './random-stream.ts';

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
  const fields = compileTemplate(template, random).map(({ field, next }) => ({
    field,
    hash: hashName(field),
    prefix: `${JSON.stringify(field)}:`,
    next,
  }));

  for (const compiled of fields) {
    random.begin(seed, taskIndex, 0, compiled.hash);
    tryField(compiled);
  }

  return (recordNumber) => {
    let value = '{';
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as (typeof fields)[number];
      random.begin(seed, taskIndex, recordNumber, field.hash);
      value += (index === 0 ? '' : ',') + field.prefix + jsonText(field.next());
    }
    return { key: `${taskIndex}:${recordNumber}`, value: `${value}}` };
  };
}
