import { type AuditEntry, auditActionView } from '@longshore/schemas';
import { auditFacts, auditSubjectName, plural } from '@longshore/schemas/words';
import { allPages } from '../api/all-pages.ts';
import { listAudit } from '../api/audit.ts';
import type { Cli } from '../cli.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';
import { type AuditFilterOptions, auditQueryOf, narrows } from './filter-options.ts';

export interface AuditListOptions extends AuditFilterOptions {
  limit: number;
  all?: boolean;
  json?: boolean;
}

/** `longshore audit list` */
export async function auditList(cli: Cli, options: AuditListOptions): Promise<void> {
  const query = auditQueryOf(options);
  const wanted = options.all ? Number.POSITIVE_INFINITY : options.limit;
  const entries: AuditEntry[] = [];
  let more = false;
  for await (const entry of allPages((cursor) =>
    listAudit(cli.api, { ...query, limit: Math.min(200, wanted), cursor }),
  )) {
    if (entries.length >= wanted) {
      more = true;
      break;
    }
    entries.push(entry);
  }
  if (options.json) return cli.printJson(entries);
  if (entries.length === 0) {
    return cli.note(
      narrows(options)
        ? 'nothing fits · longshore audit list shows all of it\n'
        : 'nothing has been done yet · whatever changes something will be told here\n',
    );
  }
  const width = cli.terminal.out.columns;
  await cli.print(formatTable(columns(cli.style, cli.terminal.nowMs()), entries, { width, style: cli.style }));
  if (more) {
    await cli.note(`only the newest ${plural(entries.length, 'entry', 'entries')} · --limit or --all shows more\n`);
  }
}

function columns(style: Style, nowMs: number): Column<AuditEntry>[] {
  return [
    { header: 'When', text: ({ at }) => ago(at, nowMs) },
    { header: 'Who', text: ({ actor }) => actor, shrinkTo: 8 },
    {
      header: 'What',
      text: ({ action }) => auditActionView(action).word,
      paint: (text, { action }) => style.tone(auditActionView(action).tone, text),
      shrinkTo: 12,
    },
    {
      header: 'On',
      text: (entry) => `${entry.subjectType} ${auditSubjectName(entry)}`.trimEnd(),
      paint: (text) => style.bold(text),
      shrinkTo: 16,
    },
    { header: 'From', text: ({ origin }) => origin ?? '–', shrinkTo: 12, dropOrder: 3 },
    { header: 'At', text: ({ at }) => at, dropOrder: 1, paint: (text) => style.faint(text) },
    { header: 'Detail', text: detailWords, shrinkTo: 16, dropOrder: 2, paint: (text) => style.faint(text) },
  ];
}

/** What is not said already by the name. */
function detailWords({ detail }: AuditEntry): string {
  return auditFacts(detail)
    .filter(([name]) => name !== 'name')
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
