import type { AGGREGATES, COMPARISONS, DIGESTS, WorkType } from '@longshore/schemas';
import { WORK_LIMITS } from '@longshore/schemas';
import { readCell, readCells } from './cell-text.ts';

export type Digest = (typeof DIGESTS)[number];
export type Comparison = (typeof COMPARISONS)[number];
export type Aggregate = (typeof AGGREGATES)[number];

export interface ConditionRow {
  field: string;
  is: Comparison;
  /** As it is typed: of `in` several with commas between. */
  value: string;
}

export interface AggregateRow {
  as: string;
  function: Aggregate;
  field: string;
}

/** What stands in the fields of all types, so that going to another and back loses nothing. An empty number is ''. */
export interface ItemForm {
  type: WorkType;
  operation: 'digest' | 'prime-count' | 'monte-carlo-pi';
  algorithm: Digest;
  input: string;
  limit: number | '';
  samples: number | '';
  seed: number | '';
  source: 'upload' | 'address';
  /** The id of what was uploaded. */
  file: string;
  /** What it was called on this machine; '' where it was uploaded elsewhere. */
  fileName: string;
  url: string;
  digest: Digest;
  rowsAs: 'csv' | 'json';
  csv: string;
  rows: string;
  filter: ConditionRow[];
  groupBy: string[];
  aggregates: AggregateRow[];
  project: string[];
  ledger: 'append' | 'verify';
  chain: string;
  /** One a line. */
  records: string;
  difficulty: number | '';
  /** The payload of a type that has no fields of its own. */
  json: string;
  maxTries: number | '';
}

export const EMPTY_ITEM: ItemForm = {
  type: 'compute',
  operation: 'digest',
  algorithm: 'sha256',
  input: '',
  limit: 1_000_000,
  samples: 10_000_000,
  seed: 1,
  source: 'upload',
  file: '',
  fileName: '',
  url: '',
  digest: 'sha256',
  rowsAs: 'csv',
  csv: '',
  rows: '',
  filter: [],
  groupBy: [],
  aggregates: [],
  project: [],
  ledger: 'append',
  chain: '',
  records: '',
  difficulty: 12,
  json: '{}',
  maxTries: WORK_LIMITS.triesDefault,
};

/** What is sent, complete or not. */
export interface SentItem {
  type: WorkType;
  payload: Record<string, unknown>;
  maxTries?: number;
}

/** What is sent for a form. Rows that are no JSON are left out, and missed. */
export function toItem(form: ItemForm): SentItem {
  const { type, maxTries } = form;
  return { type, payload: toPayload(form), ...number({ maxTries }) };
}

function toPayload(form: ItemForm): Record<string, unknown> {
  switch (form.type) {
    case 'compute':
      return toCompute(form);
    case 'file':
      return { ...(form.source === 'upload' ? { file: form.file } : { url: form.url.trim() }), digest: form.digest };
    case 'data':
      return toData(form);
    case 'blockchain':
      return toLedger(form);
    default:
      return readObject(form.json) ?? {};
  }
}

function toCompute({ operation, algorithm, input, limit, samples, seed }: ItemForm): Record<string, unknown> {
  if (operation === 'digest') return { operation, algorithm, input };
  return operation === 'prime-count'
    ? { operation, ...number({ limit }) }
    : { operation, ...number({ samples }), ...number({ seed }) };
}

function toData({ rowsAs, csv, rows, filter, groupBy, aggregates, project }: ItemForm): Record<string, unknown> {
  const read = rowsAs === 'json' ? readRows(rows) : undefined;
  return {
    ...(rowsAs === 'csv' ? { csv } : read === undefined ? {} : { rows: read }),
    ...(filter.length === 0
      ? {}
      : {
          filter: filter.map(({ field, is, value }) => ({
            field: field.trim(),
            is,
            value: is === 'in' ? readCells(value) : readCell(value),
          })),
        }),
    ...(groupBy.length === 0 ? {} : { groupBy }),
    ...(aggregates.length === 0
      ? {}
      : {
          aggregates: aggregates.map(({ as, function: name, field }) => ({
            as: as.trim(),
            function: name,
            ...(field.trim() === '' ? {} : { field: field.trim() }),
          })),
        }),
    ...(project.length === 0 ? {} : { project }),
  };
}

function toLedger({ ledger, chain, records, difficulty }: ItemForm): Record<string, unknown> {
  if (ledger === 'verify') return { operation: 'verify', chain: chain.trim() };
  return {
    operation: 'append',
    chain: chain.trim(),
    records: records.split(/\r?\n/).filter((record) => record.trim() !== ''),
    ...number({ difficulty }),
  };
}

/** Rows in JSON; undefined: it is none. */
export function readRows(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object in JSON; null: it is none. */
export function readObject(text: string): Record<string, unknown> | null {
  const value = readRows(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A number that is there. */
function number<Name extends string>(named: Record<Name, number | ''>): Partial<Record<Name, number>> {
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== '')) as Partial<Record<Name, number>>;
}
