import { KITCHEN_STATES, type KitchenSummary } from '@longshore/schemas';
import { formatCount, formatShare } from '@longshore/schemas/words';
import { getKitchenNetwork, listKitchens } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';
import { oneLine } from '../output/width.ts';
import { averageWords } from './order-words.ts';

/** `longshore kitchen list` */
export async function kitchenList(cli: Cli, options: { json?: boolean }): Promise<void> {
  const kitchens = await listKitchens(cli.api);
  if (options.json) return cli.printJson(kitchens);
  const { waiting, whyWaiting } = await getKitchenNetwork(cli.api);
  if (kitchens.items.length === 0) await cli.note('no kitchen is open · longshore kitchen open opens one\n');
  else {
    // What has closed is told for a while, below what is there.
    const isClosed = ({ state }: KitchenSummary): number => Number(state === 'closed');
    await cli.print(
      formatKitchens(
        cli,
        kitchens.items.toSorted((a, b) => isClosed(a) - isClosed(b)),
      ),
    );
  }
  if (waiting > 0) await cli.note(`${formatCount(waiting)} waiting: ${oneLine(whyWaiting)}\n`);
}

function formatKitchens({ style, terminal }: Cli, kitchens: readonly KitchenSummary[]): string {
  const nowMs = terminal.nowMs();
  const columns: Column<KitchenSummary>[] = [
    { header: 'Kitchen', text: ({ id }) => id, paint: (text) => style.bold(text) },
    { header: 'Name', text: ({ name }) => name, shrinkTo: 10, dropOrder: 2 },
    {
      header: 'State',
      text: ({ state }) => `${KITCHEN_STATES[state].glyph} ${KITCHEN_STATES[state].word}`,
      paint: (text, { state }) => style.tone(KITCHEN_STATES[state].tone, text),
    },
    { header: 'Cooking', text: ({ cooking, capacity }) => `${cooking}/${capacity}`, align: 'right' },
    { header: 'Waiting', text: ({ waiting, railMax }) => `${waiting}/${railMax}`, align: 'right' },
    { header: 'Load', text: ({ load }) => formatShare(load), align: 'right' },
    { header: 'Cooked', text: ({ cooked }) => formatCount(cooked), align: 'right' },
    { header: 'A dish takes', text: averageWords, align: 'right', dropOrder: 1 },
    {
      header: 'Heard',
      text: ({ heardAt }) => (heardAt === null ? 'never' : ago(heardAt, nowMs)),
      dropOrder: 4,
    },
    { header: 'Agent', text: ({ agentId }) => agentId ?? '', shrinkTo: 8, dropOrder: 5 },
    { header: 'Best at', text: ({ specialties }) => specialties.join(', '), shrinkTo: 10, dropOrder: 3 },
  ];
  return formatTable(columns, kitchens, { width: terminal.out.columns, style });
}
