import type { WebhookEvent, WebhookSecret } from '@longshore/schemas';
import { createWebhook } from '../api/webhooks.ts';
import type { Cli } from '../cli.ts';

/** What most want to be told of. */
const USUAL: WebhookEvent[] = ['job.failed', 'agent.lost'];

export interface WebhookCreateOptions {
  url: string;
  event?: WebhookEvent[];
  json?: boolean;
}

/** `longshore webhook create` */
export async function webhookCreate(cli: Cli, name: string, options: WebhookCreateOptions): Promise<void> {
  const made = await createWebhook(cli.api, { name, url: options.url, events: options.event ?? USUAL });
  await printSecret(cli, made, options);
  if (!options.json) await cli.note(`longshore webhook test ${made.name} sends something now\n`);
}

/** Gives a secret out: alone on stdout, so that a script can take it. */
export async function printSecret(cli: Cli, made: WebhookSecret, options: { json?: boolean }): Promise<void> {
  if (options.json) return cli.printJson(made);
  await cli.print(`${made.secret}\n`);
  await cli.note('the secret that requests are signed with · it is not shown again\n');
}
