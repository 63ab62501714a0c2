import type { AuditRecord } from '@longshore/schemas';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AUDIT_CSV_HEADER, auditCsvLine } from './audit-csv.ts';

const record: AuditRecord = {
  id: '7',
  at: '2026-11-20T14:00:00.000Z',
  actor: 'api',
  action: 'JobStopRequested',
  subjectType: 'job',
  subjectId: '0193',
  origin: '127.0.0.1 · page',
  detail: { name: 'nightly, "orders"' },
};

/** Reads CSV as RFC 4180 has it. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted = '', end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    row.push(quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

it('is one line an entry under named columns, with the action in words', () => {
  const [header = [], cells = []] = parse(AUDIT_CSV_HEADER + auditCsvLine(record));
  expect(Object.fromEntries(header.map((name, index) => [name, cells[index]]))).toEqual({
    id: '7',
    at: '2026-11-20T14:00:00.000Z',
    actor: 'api',
    action: 'JobStopRequested',
    what: 'Stop asked for',
    subject_type: 'job',
    subject_id: '0193',
    subject_name: 'nightly, "orders"',
    origin: '127.0.0.1 · page',
    detail: '{"name":"nightly, \\"orders\\""}',
  });
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '=HYPERLINK("http://a","b")'])(
  'is no formula for a spreadsheet: %j',
  (name) => {
    const cells = parse(auditCsvLine({ ...record, actor: name, subjectId: name, detail: { name } }))[0] ?? [];
    for (const index of [2, 6, 7]) expect(cells[index]).toBe(`'${name}`);
  },
);

it('holds any text in its cell, and no cell begins as a formula does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, actor) => {
      const rows = parse(auditCsvLine({ ...record, actor, detail: { name } }));
      expect(rows).toHaveLength(1);
      expect(rows[0]).toHaveLength(10);
      expect([actor, `'${actor}`]).toContain(rows[0]?.[2]);
      expect([name, `'${name}`]).toContain(rows[0]?.[7]);
      for (const cell of rows[0] ?? []) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }),
  );
});
