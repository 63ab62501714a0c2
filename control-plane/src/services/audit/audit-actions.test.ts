import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS, auditActionView } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';

const source = path.join(import.meta.dirname, '../..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !/^(generated|ui|app)\//.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(source, name), 'utf8') }));

/** Where entries are written, with the names of actions (or of entries of timelines) that stand there. */
const writing = files.filter(({ text }) => /INSERT INTO audit\b|writeAudit\(|\baudit\.push\(/.test(text));
const named = (text: string): string[] =>
  [...text.matchAll(/'([A-Z][a-z]+(?:[A-Z][a-z]+)+)'/g)].map(([, name = '']) => name);

/** Statements that name their action themselves: nothing else looks whether it is one. */
const statements = files.flatMap(({ name, text }) =>
  [...text.matchAll(/INSERT INTO audit\b[^`]+/g)].map(([statement]) => ({ name, statement })),
);

describe('what is written to the audit log', () => {
  it('is looked for where it is written', () => {
    expect(writing.length).toBeGreaterThan(15);
    expect(statements.length).toBeGreaterThan(4);
  });

  it('has words for every action', () => {
    for (const { name, statement } of statements) {
      // What gives the action as a parameter has its type.
      for (const action of named(statement)) expect(AUDIT_ACTION_NAMES, name).toContain(action);
    }
    for (const [action, { word, means }] of Object.entries(AUDIT_ACTIONS)) {
      expect(auditActionView(action).word).toBe(word);
      expect(means).toMatch(/^[A-Z].+\.$/);
    }
    const words = Object.values(AUDIT_ACTIONS).map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
  });

  it('has in its list no action that nothing writes', () => {
    const written = new Set(writing.flatMap(({ text }) => named(text)));
    expect(AUDIT_ACTION_NAMES.filter((action) => !written.has(action))).toEqual([]);
  });

  it('is written by one function, but for statements that write many things at once', () => {
    expect([...new Set(statements.map(({ name }) => name))].sort()).toEqual([
      'database/write-job.ts',
      'dispatcher/deciding-transaction.ts',
      'dispatcher/forget-audit-entries.ts',
      'dispatcher/forget-jobs.ts',
      'services/audit/write-audit.ts',
      'services/job/many/delete-many.ts',
      'services/job/many/stop-many.ts',
    ]);
    expect(files.filter(({ text }) => /\baudit\.create/.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('is shown by its name where another version wrote it, or somebody made it up', () => {
    expect(auditActionView('MoonLanded').word).toBe('MoonLanded');
    expect(auditActionView('constructor').word).toBe('constructor');
  });
});
