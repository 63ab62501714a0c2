import { WEBHOOK_STATES } from '@longshore/schemas';
import { getWebhook, listDeliveries } from '../api/webhooks.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { ago } from '../output/time.ts';
import { oneLine } from '../output/width.ts';
import { formatDeliveries } from './deliveries.ts';

const DELIVERIES_SHOWN = 10;

/** `longshore webhook show` */
export async function webhookShow(cli: Cli, given: string, options: { json?: boolean }): Promise<void> {
  const webhook = await getWebhook(cli.api, given);
  if (options.json) return cli.printJson(webhook);
  const { items } = await listDeliveries(cli.api, webhook.id, { limit: DELIVERIES_SHOWN });
  const { style, terminal } = cli;
  const facts = formatFacts(
    [
      ['Address', oneLine(webhook.url)],
      ['Events', webhook.events.join(', ')],
      ['Paused', webhook.pausedBecause],
      ['Waiting', String(webhook.waiting)],
      ['Secret', webhook.rotatedAt === null ? null : `rotated ${ago(webhook.rotatedAt, terminal.nowMs())}`],
      ['Id', webhook.id],
    ],
    style,
  );
  const last = items.length === 0 ? 'nothing was sent yet\n' : formatDeliveries(cli, items);
  const head = `${style.bold(webhook.name)}  ${style.state(WEBHOOK_STATES[webhook.state])}\n${facts}`;
  await cli.print([head, `${style.bold('Last deliveries')}\n${last}`].join('\n'));
}
