import type { JobTemplateSummary } from '@longshore/schemas';
import { templateWords } from '@longshore/schemas/words';
import { allPages } from '../api/all-pages.ts';
import { listTemplates } from '../api/templates.ts';
import type { Cli } from '../cli.ts';
import { shortIdLength } from '../output/short-id.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';

/** `longshore template list` */
export async function templateList(cli: Cli, search: string | undefined, options: { json?: boolean }): Promise<void> {
  const templates: JobTemplateSummary[] = [];
  for await (const template of allPages((cursor) => listTemplates(cli.api, { q: search, limit: 200, cursor }))) {
    templates.push(template);
  }
  if (options.json) return cli.printJson(templates);
  if (templates.length === 0) {
    return cli.note(
      search === undefined
        ? 'no templates yet · longshore template save tool --image tool:1 --cpu 0.5 makes the first\n'
        : 'no template fits · longshore template list shows all of them\n',
    );
  }
  const columns = templateColumns(templates, cli.style, cli.terminal.nowMs());
  await cli.print(formatTable(columns, templates, { width: cli.terminal.out.columns, style: cli.style }));
}

function templateColumns(
  templates: readonly JobTemplateSummary[],
  style: Style,
  nowMs: number,
): Column<JobTemplateSummary>[] {
  const idLength = shortIdLength(templates.map(({ id }) => id));
  return [
    { header: 'Name', text: ({ name }) => name, paint: (text) => style.bold(text), shrinkTo: 12 },
    { header: 'Runs', text: templateWords, shrinkTo: 16 },
    { header: 'Changed', text: ({ updatedAt }) => ago(updatedAt, nowMs) },
    { header: 'For', text: ({ description }) => (description === '' ? '–' : description), shrinkTo: 12, dropOrder: 1 },
    { header: 'Id', text: ({ id }) => id.slice(0, idLength), paint: (text) => style.faint(text), dropOrder: 2 },
  ];
}
