import { API_KEY_STATES, type ApiKey } from '@longshore/schemas';
import { formatUntil } from '@longshore/schemas/words';
import { listApiKeys } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';

/** `longshore key list`: one's own, and everybody's for those who may see users. */
export async function keyList(cli: Cli, options: { json?: boolean }): Promise<void> {
  const keys = await listApiKeys(cli.api);
  if (options.json) return cli.printJson(keys);
  if (keys.items.length === 0) {
    return cli.note('no keys yet · longshore key create ci --scope jobs:read jobs:write makes one\n');
  }
  const columns = keyColumns(cli.style, cli.terminal.nowMs());
  await cli.print(formatTable(columns, keys.items, { width: cli.terminal.out.columns, style: cli.style }));
}

/** What a key may be used for, in words. */
export function scopeWords({ scope }: Pick<ApiKey, 'scope'>): string {
  return scope === null ? 'all that its owner may' : scope.join(', ');
}

function keyColumns(style: Style, nowMs: number): Column<ApiKey>[] {
  return [
    { header: 'Name', text: ({ name }) => name, paint: (text) => style.bold(text), shrinkTo: 12 },
    { header: 'Begins', text: ({ start }) => `${start}…` },
    {
      header: 'State',
      text: ({ state }) => `${API_KEY_STATES[state].glyph} ${API_KEY_STATES[state].word}`,
      paint: (text, { state }) => style.tone(API_KEY_STATES[state].tone, text),
    },
    { header: 'Owner', text: ({ owner }) => owner.email, shrinkTo: 12, dropOrder: 3 },
    { header: 'Ends', text: (key) => endWords(key, nowMs), dropOrder: 2 },
    {
      header: 'Last used',
      text: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : ago(lastUsedAt, nowMs)),
      dropOrder: 1,
    },
    { header: 'May', text: scopeWords, shrinkTo: 12, dropOrder: 4 },
  ];
}

function endWords({ expiresAt }: ApiKey, nowMs: number): string {
  if (expiresAt === null) return 'never';
  const leftMs = Date.parse(expiresAt) - nowMs;
  return leftMs > 0 ? formatUntil(leftMs) : ago(expiresAt, nowMs);
}
