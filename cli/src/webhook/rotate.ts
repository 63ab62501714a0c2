import { rotateWebhookSecret } from '../api/webhooks.ts';
import type { Cli } from '../cli.ts';
import { printSecret } from './create.ts';

/** `longshore webhook rotate`: another secret, the one before counts for a day more. */
export async function webhookRotate(cli: Cli, given: string, options: { json?: boolean }): Promise<void> {
  await printSecret(cli, await rotateWebhookSecret(cli.api, given), options);
  if (!options.json) await cli.note('for a day requests are signed with the one before as well\n');
}
