import { deleteWebhook, getWebhook } from '../api/webhooks.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';

/** `longshore webhook delete`: with its deliveries. */
export async function webhookDelete(
  cli: Cli,
  webhooks: readonly string[],
  options: { json?: boolean },
): Promise<number> {
  return eachOf(cli, webhooks, async (given) => {
    const { id, name } = await getWebhook(cli.api, given);
    await deleteWebhook(cli.api, id);
    if (options.json) await cli.printJsonLine({ id, name, deleted: true });
    else await cli.print(`${name} deleted\n`);
  });
}
