import {
  fetchedUrlSchema,
  fileIdSchema,
  jsonBytes,
  WORK_LIMITS,
  WORK_SCHEMAS,
  workItemInput,
} from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { type ItemForm, readObject, readRows, toItem } from './item-form.ts';

export type ItemErrors = Partial<Record<keyof ItemForm, string>>;

/** Checks the fields of the chosen type by the schemas that the server checks with. */
export function validateItem(form: ItemForm): ItemErrors {
  const { type, payload, maxTries } = toItem(form);
  const tries = workItemInput.shape.maxTries.safeParse(maxTries ?? '');
  return {
    ...(type === 'file' ? fileErrors(form) : payloadErrors(form, payload)),
    ...(tries.success ? {} : { maxTries: form.maxTries === '' ? 'a whole number' : firstOf(tries.error.issues) }),
  };
}

const firstOf = ([issue]: readonly { message: string }[]): string => issue?.message ?? 'not right';

/** Which of the two is asked for decides which is held against what. */
function fileErrors({ source, file, url }: ItemForm): ItemErrors {
  if (source === 'upload')
    return fileIdSchema.safeParse(file).success ? {} : { file: 'choose a file; it is uploaded at once' };
  const { error } = fetchedUrlSchema.safeParse(url.trim());
  return error === undefined ? {} : { url: firstOf(error.issues) };
}

function payloadErrors(form: ItemForm, payload: Record<string, unknown>): ItemErrors {
  if (form.type === 'data' && form.rowsAs === 'json' && readRows(form.rows) === undefined) {
    return { rows: 'JSON: a list of objects, such as [{"city":"Berlin","n":1}]' };
  }
  if (form.type === 'data' && form.rowsAs === 'csv' && form.csv.trim() === '') {
    return { csv: 'rows, the first line naming the columns' };
  }
  if (!formed(form.type) && readObject(form.json) === null) return { json: 'JSON: one object' };
  const parsed = WORK_SCHEMAS[form.type].payload.safeParse(payload);
  const issues = parsed.error?.issues ?? [];
  const errors = errorsByField(
    form,
    issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  );
  const bytes = jsonBytes(payload);
  if (bytes <= WORK_LIMITS.payloadBytesMax || Object.keys(errors).length > 0) return errors;
  return {
    [bulkOf(form)]:
      `${formatCount(bytes)} bytes of JSON; at most ${formatCount(WORK_LIMITS.payloadBytesMax)}: upload what is larger as a file`,
  };
}

/** Where most of a payload stands. */
function bulkOf({ type, rowsAs }: ItemForm): keyof ItemForm {
  if (type === 'compute') return 'input';
  if (type === 'data') return rowsAs === 'csv' ? 'csv' : 'rows';
  return type === 'blockchain' ? 'records' : 'json';
}

const FIELDS: ReadonlySet<string> = new Set<keyof ItemForm>([
  'algorithm',
  'input',
  'limit',
  'samples',
  'seed',
  'file',
  'url',
  'digest',
  'csv',
  'rows',
  'filter',
  'groupBy',
  'aggregates',
  'project',
  'chain',
  'records',
  'difficulty',
  'maxTries',
]);

/**
 * What is wrong, by field: the first of each, and of a row of several which one it is.
 *
 * @param errors - by their paths, with or without `payload` before them
 */
export function errorsByField(form: ItemForm, errors: readonly { path: string; message: string }[]): ItemErrors {
  const found: ItemErrors = {};
  for (const { path, message } of errors) {
    const [top = '', second = ''] = path.replace(/^payload\.?/, '').split(/[.[\]]+/);
    const field = fieldOf(form, top);
    if (field === null) continue;
    const missing = form[field] === '' && /received undefined/.test(message);
    const row =
      /^\d+$/.test(second) && ['filter', 'aggregates', 'records'].includes(top) ? `${Number(second) + 1}: ` : '';
    const within = field === 'json' && top !== '' ? `${top}: ` : '';
    found[field] ??= missing ? 'a number' : `${row}${within}${message}`;
  }
  return found;
}

/** Whether a type has fields of its own; a new one has its payload in JSON. */
function formed(type: string): boolean {
  return ['compute', 'file', 'data', 'blockchain'].includes(type);
}

function fieldOf({ type, rowsAs, source }: ItemForm, top: string): keyof ItemForm | null {
  if (!formed(type) && top !== 'maxTries') return 'json';
  if (type === 'data' && (top === 'rows' || top === '')) return rowsAs === 'csv' ? 'csv' : 'rows';
  if (type === 'file' && top === '') return source === 'upload' ? 'file' : 'url';
  return FIELDS.has(top) ? (top as keyof ItemForm) : null;
}
