import { REGISTRY_STATES, type Registry } from '@longshore/schemas';
import { listRegistries } from '../api/registries.ts';
import type { Cli } from '../cli.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';
import { oneLine } from '../output/width.ts';

/** `longshore registry list` */
export async function registryList(cli: Cli, options: { json?: boolean }): Promise<void> {
  const registries = await listRegistries(cli.api);
  if (options.json) return cli.printJson(registries);
  const { items, ready } = registries;
  if (items.length > 0) {
    const columns = registryColumns(cli.style, cli.terminal.nowMs());
    await cli.print(formatTable(columns, items, { width: cli.terminal.out.columns, style: cli.style }));
  } else if (ready) {
    await cli.note(
      'no credentials are kept yet · longshore registry login ghcr.io --username NAME keeps those of a registry\n',
    );
  }
  for (const line of ready ? items.filter(({ usable }) => !usable).map(againWords) : [NO_KEY]) await cli.note(line);
}

const NO_KEY =
  'the control plane has no key to keep credentials under · set LONGSHORE_SECRET_KEY for web and dispatcher to the same key and restart them: openssl rand -base64 32 makes one\n';

function againWords({ registry, username }: Registry): string {
  return `${registry}: kept under a key that is gone · longshore registry login ${registry} --username ${oneLine(username)}\n`;
}

/** How credentials stand, from the state table. */
function stateOf({ usable }: Registry) {
  return REGISTRY_STATES[usable ? 'KEPT' : 'UNREADABLE'];
}

function registryColumns(style: Style, nowMs: number): Column<Registry>[] {
  return [
    { header: 'Registry', text: ({ registry }) => registry, paint: (text) => style.bold(text), shrinkTo: 16 },
    {
      header: 'State',
      text: (registry) => `${stateOf(registry).glyph} ${stateOf(registry).word}`,
      paint: (text, registry) => style.tone(stateOf(registry).tone, text),
    },
    { header: 'User', text: ({ username }) => username, shrinkTo: 8 },
    { header: 'Open jobs', text: ({ jobs }) => String(jobs), align: 'right', dropOrder: 1 },
    { header: 'Since', text: ({ updatedAt }) => ago(updatedAt, nowMs), dropOrder: 2 },
  ];
}
