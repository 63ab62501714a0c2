import { WEBHOOK_STATES } from '@longshore/schemas';
import { changeWebhook } from '../api/webhooks.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';

/** `longshore webhook pause` and `resume` */
export async function webhookPause(
  cli: Cli,
  webhooks: readonly string[],
  paused: boolean,
  options: { json?: boolean },
): Promise<number> {
  return eachOf(cli, webhooks, async (given) => {
    const webhook = await changeWebhook(cli.api, given, { paused });
    if (options.json) await cli.printJsonLine(webhook);
    else await cli.print(`${webhook.name}: ${cli.style.state(WEBHOOK_STATES[webhook.state])}\n`);
  });
}
