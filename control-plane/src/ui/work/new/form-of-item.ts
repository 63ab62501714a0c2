import type { WorkItem, WorkPayload } from '@longshore/schemas';
import { cellText } from './cell-text.ts';
import { EMPTY_ITEM, type ItemForm } from './item-form.ts';

/**
 * The form that stands for an item, for submitting it again with changes. The control plane has held its payload against
 * the schema of its type.
 */
export function formOfItem({ type, payload, maxTries }: Pick<WorkItem, 'type' | 'payload' | 'maxTries'>): ItemForm {
  return { ...EMPTY_ITEM, type, maxTries, ...fieldsOf(type, payload) };
}

function fieldsOf(type: WorkItem['type'], payload: WorkItem['payload']): Partial<ItemForm> {
  switch (type) {
    case 'compute':
      return payload as WorkPayload<'compute'>;
    case 'file': {
      const given = payload as WorkPayload<'file'>;
      return { ...given, source: 'url' in given ? 'address' : 'upload' };
    }
    case 'data':
      return ofData(payload as WorkPayload<'data'>);
    case 'blockchain':
      return ofLedger(payload as WorkPayload<'blockchain'>);
    default:
      return { json: JSON.stringify(payload, null, 2) };
  }
}

function ofData({ rows = [], csv, filter, groupBy, aggregates, project = [] }: WorkPayload<'data'>): Partial<ItemForm> {
  return {
    ...(csv === undefined ? { rowsAs: 'json', rows: JSON.stringify(rows, null, 2) } : { rowsAs: 'csv', csv }),
    filter: filter.map(({ field, is, value }) => ({ field, is, value: [value].flat().map(cellText).join(', ') })),
    groupBy,
    aggregates: aggregates.map(({ as, function: name, field = '' }) => ({ as, function: name, field })),
    project,
  };
}

function ofLedger(payload: WorkPayload<'blockchain'>): Partial<ItemForm> {
  const { operation: ledger, chain } = payload;
  if (payload.operation === 'verify') return { ledger, chain };
  return { ledger, chain, records: payload.records.join('\n'), difficulty: payload.difficulty };
}
