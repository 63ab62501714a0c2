import { DELIVERY_STATES, type Delivery } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import { listDeliveries, retryDelivery } from '../api/webhooks.ts';
import type { Cli } from '../cli.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';
import { oneLine } from '../output/width.ts';

export interface WebhookDeliveriesOptions {
  state?: string[];
  limit?: number;
  retry?: string;
  json?: boolean;
}

/** `longshore webhook deliveries`: what was sent, and what came of it; one of them tried again. */
export async function webhookDeliveries(cli: Cli, given: string, options: WebhookDeliveriesOptions): Promise<void> {
  if (options.retry !== undefined) {
    const delivery = await retryDelivery(cli.api, given, options.retry);
    if (options.json) return cli.printJson(delivery);
    return cli.print(`delivery ${delivery.id} is tried now\n`);
  }
  const page = await listDeliveries(cli.api, given, { state: options.state?.join(','), limit: options.limit ?? 20 });
  if (options.json) return cli.printJson(page);
  if (page.items.length === 0) return cli.note('nothing to show · longshore webhook test sends something now\n');
  await cli.print(formatDeliveries(cli, page.items));
}

/** Deliveries as a table. */
export function formatDeliveries(cli: Cli, deliveries: readonly Delivery[]): string {
  const { style, terminal } = cli;
  const nowMs = terminal.nowMs();
  const columns: Column<Delivery>[] = [
    { header: 'Id', text: ({ id }) => id, align: 'right' },
    {
      header: 'State',
      text: ({ state }) => `${DELIVERY_STATES[state].glyph} ${DELIVERY_STATES[state].word}`,
      paint: (text, { state }) => style.tone(DELIVERY_STATES[state].tone, text),
    },
    { header: 'Event', text: ({ event }) => event },
    { header: 'Tries', text: ({ tries }) => String(tries), align: 'right' },
    { header: 'Last answer', text: ({ detail }) => oneLine(detail ?? 'not tried yet'), shrinkTo: 16 },
    {
      header: 'Took',
      text: ({ tookMs }) => (tookMs === null ? '–' : formatDuration(tookMs)),
      align: 'right',
      dropOrder: 1,
    },
    { header: 'Event at', text: ({ createdAt }) => ago(createdAt, nowMs), dropOrder: 2 },
    { header: 'About', text: ({ subjectType, subjectId }) => `${subjectType} ${subjectId}`, dropOrder: 3 },
  ];
  return formatTable(columns, deliveries, { width: terminal.out.columns, style });
}
