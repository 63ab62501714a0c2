import { DELIVERY_STATES, WEBHOOK_STATES, type Webhook } from '@longshore/schemas';
import { listWebhooks } from '../api/webhooks.ts';
import type { Cli } from '../cli.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';
import { oneLine } from '../output/width.ts';

const NO_KEY =
  'the control plane has no key to keep secrets under · set LONGSHORE_SECRET_KEY for web and dispatcher to the same key and restart them: openssl rand -base64 32 makes one\n';

/** `longshore webhook list` */
export async function webhookList(cli: Cli, options: { json?: boolean }): Promise<void> {
  const webhooks = await listWebhooks(cli.api);
  if (options.json) return cli.printJson(webhooks);
  const { items, ready } = webhooks;
  if (items.length > 0) {
    const columns = webhookColumns(cli.style, cli.terminal.nowMs());
    await cli.print(formatTable(columns, items, { width: cli.terminal.out.columns, style: cli.style }));
  } else if (ready) {
    await cli.note('no webhooks yet · longshore webhook create ops --url https://example.org/hook makes the first\n');
  }
  if (!ready) await cli.note(NO_KEY);
}

function webhookColumns(style: Style, nowMs: number): Column<Webhook>[] {
  return [
    { header: 'Name', text: ({ name }) => name, paint: (text) => style.bold(text), shrinkTo: 12 },
    {
      header: 'State',
      text: ({ state }) => `${WEBHOOK_STATES[state].glyph} ${WEBHOOK_STATES[state].word}`,
      paint: (text, { state }) => style.tone(WEBHOOK_STATES[state].tone, text),
    },
    { header: 'Address', text: ({ url }) => oneLine(url), shrinkTo: 20 },
    {
      header: 'Last delivery',
      text: ({ lastDelivery }) =>
        lastDelivery === null
          ? '–'
          : `${DELIVERY_STATES[lastDelivery.state].glyph} ${DELIVERY_STATES[lastDelivery.state].word}, ${ago(lastDelivery.createdAt, nowMs)}`,
      paint: (text, { lastDelivery }) =>
        lastDelivery === null ? text : style.tone(DELIVERY_STATES[lastDelivery.state].tone, text),
    },
    { header: 'Waiting', text: ({ waiting }) => String(waiting), align: 'right', dropOrder: 2 },
    { header: 'Events', text: ({ events }) => events.join(', '), shrinkTo: 12, dropOrder: 1 },
  ];
}
