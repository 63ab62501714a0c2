import type { Finding } from './finding.ts';

/** The findings as lines for a person: what is there, what is missing and what to do about it. */
export function describeFindings(version: string, findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, ok, detail, advice }) => {
    const sign = ok === null ? '–' : ok ? '✓' : '✗';
    const line = `${sign} ${name.padEnd(width)}  ${detail}`;
    return advice === null ? [line] : [line, `  ${' '.repeat(width)}  → ${advice}`];
  });
  const absent = findings.filter(({ ok }) => ok === false).length;
  const sum = absent === 0 ? 'nothing is missing' : `missing: ${absent} of ${findings.length}`;
  return [`longshore-agent ${version}`, ...lines, sum].join('\n');
}
