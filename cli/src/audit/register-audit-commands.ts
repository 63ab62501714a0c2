import type { AuditExportFormat } from '@longshore/schemas';
import { type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption } from '../parse/option-parsers.ts';
import type { AuditExportOptions } from './export.ts';
import { addAuditFilter } from './filter-options.ts';
import type { AuditListOptions } from './list.ts';

const FORMATS = ['ndjson', 'csv'] satisfies AuditExportFormat[];

/** Adds `audit` with its verbs. */
export function registerAuditCommands(program: Command, host: CommandHost): void {
  const audit = program.command('audit').description('see who did what, when and from where');
  withExamples(audit, [
    ['longshore audit list', 'the newest entries'],
    ['longshore audit list --action JobStopRequested,JobDeleted --since 24h', 'who stopped or deleted jobs today'],
    ['longshore audit export --since 30d -o audit.csv', 'a month for a spreadsheet'],
  ]);
  registerList(audit, host);
  registerExport(audit, host);
}

function registerList(audit: Command, host: CommandHost): void {
  const list = addAuditFilter(audit.command('list').alias('ls').description('list entries, newest first'))
    .option('-n, --limit <n>', 'how many', amountOption, 30)
    .option('--all', 'all of them')
    .option('--json', 'as one JSON document')
    .action((options: AuditListOptions) =>
      host.run(async (cli) => (await import('./list.ts')).auditList(cli, options)),
    );
  withExamples(list, [
    ['longshore audit list --since 24h', 'of the last day'],
    ['longshore audit list --type agent --subject eu-1', 'what became of an agent'],
    ['longshore audit list --search 192.0.2.7 --json', 'what came from an address, for a program'],
  ]);
}

function registerExport(audit: Command, host: CommandHost): void {
  const exporting = addAuditFilter(audit.command('export').description('write all entries that fit, newest first'))
    .addOption(
      new Option(
        '--format <format>',
        'ndjson, a JSON object a line and exact, or csv (default: csv for a file.csv, else ndjson)',
      ).choices(FORMATS),
    )
    .option('-o, --output <file>', 'to this file, which is there once it is whole (default: standard output)')
    .action((options: AuditExportOptions) =>
      host.run(async (cli) => (await import('./export.ts')).auditExport(cli, options)),
    );
  withExamples(exporting, [
    ['longshore audit export -o audit.csv', 'everything, for a spreadsheet'],
    ['longshore audit export --since 1h | jq .action', 'for a program'],
  ]);
}
