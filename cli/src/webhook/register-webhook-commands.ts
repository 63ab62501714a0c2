import type { DeliveryState, WebhookEvent } from '@longshore/schemas';
import { type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption } from '../parse/option-parsers.ts';
import type { WebhookCreateOptions } from './create.ts';
import type { WebhookDeliveriesOptions } from './deliveries.ts';

const WEBHOOK = 'name, id, or the start of an id';

/** Written out: the schema’s own lists would load the schema before it is known what is to be done. */
const EVENTS = ['job.succeeded', 'job.failed', 'job.stopped', 'agent.lost'] satisfies WebhookEvent[];
const STATES = ['PENDING', 'DELIVERED', 'FAILED'] satisfies DeliveryState[];

/** Adds `webhook` with its verbs. */
export function registerWebhookCommands(program: Command, host: CommandHost): void {
  const webhook = program.command('webhook').description('tell programs of yours when jobs end and agents are lost');
  withExamples(webhook, [
    ['longshore webhook create ops --url https://example.org/hook', 'of failures and lost agents; prints the secret'],
    ['longshore webhook test ops', 'sends something now, and says what came of it'],
    ['longshore webhook deliveries ops --state FAILED', 'what was given up, and why'],
  ]);
  registerCreate(webhook, host);
  registerList(webhook, host);
  registerShow(webhook, host);
  registerTest(webhook, host);
  registerDeliveries(webhook, host);
  registerPause(webhook, host);
  registerRotate(webhook, host);
  registerDelete(webhook, host);
}

function registerCreate(webhook: Command, host: CommandHost): void {
  const create = webhook
    .command('create')
    .description('send events to an address by POST, signed with a secret that is printed once')
    .argument('<name>', 'what the webhook is called: letters, digits, ".", "_" and "-"')
    .requiredOption('--url <url>', 'where to, http or https')
    .addOption(new Option('--event <event...>', 'what of (default: job.failed and agent.lost)').choices(EVENTS))
    .option('--json', 'as one JSON document')
    .action((name: string, options: WebhookCreateOptions) =>
      host.run(async (cli) => (await import('./create.ts')).webhookCreate(cli, name, options)),
    );
  withExamples(create, [
    ['longshore webhook create ops --url https://example.org/hook', 'of failures and lost agents'],
    ['longshore webhook create ci --url https://example.org/ci --event job.succeeded job.failed', 'of ends of jobs'],
  ]);
}

function registerList(webhook: Command, host: CommandHost): void {
  const list = webhook
    .command('list')
    .alias('ls')
    .description('list webhooks; secrets are never shown')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).webhookList(cli, options)),
    );
  withExamples(list, [['longshore webhook list', 'where to, and how the last delivery went']]);
}

function registerShow(webhook: Command, host: CommandHost): void {
  const show = webhook
    .command('show')
    .description('show a webhook and its last deliveries')
    .argument('<webhook>', WEBHOOK)
    .option('--json', 'as one JSON document')
    .action((given: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./show.ts')).webhookShow(cli, given, options)),
    );
  withExamples(show, [['longshore webhook show ops', 'what it is told of, and how that goes']]);
}

function registerTest(webhook: Command, host: CommandHost): void {
  const test = webhook
    .command('test')
    .description('send a test and say what came of it; ends with 1 when it was not answered well')
    .argument('<webhook>', WEBHOOK)
    .option('--json', 'as one JSON document')
    .action((given: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./test.ts')).webhookTest(cli, given, options)),
    );
  withExamples(test, [['longshore webhook test ops', 'tried once, by the way of every delivery']]);
}

function registerDeliveries(webhook: Command, host: CommandHost): void {
  const deliveries = webhook
    .command('deliveries')
    .description('list what was sent, the newest first, or try one of them again')
    .argument('<webhook>', WEBHOOK)
    .addOption(new Option('--state <state...>', 'only of these states').choices(STATES))
    .option('--limit <count>', 'how many (default: 20)', amountOption)
    .option('--retry <delivery>', 'try this one again now, by its id')
    .option('--json', 'as one JSON document')
    .action((given: string, options: WebhookDeliveriesOptions) =>
      host.run(async (cli) => (await import('./deliveries.ts')).webhookDeliveries(cli, given, options)),
    );
  withExamples(deliveries, [
    ['longshore webhook deliveries ops', 'with what was answered'],
    ['longshore webhook deliveries ops --retry 17', 'once the receiver is right again'],
  ]);
}

function registerPause(webhook: Command, host: CommandHost): void {
  for (const [verb, paused, does, example] of [
    [
      'pause',
      true,
      'send nothing until they are resumed; what happens meanwhile is not kept',
      'what waits goes on later',
    ],
    ['resume', false, 'let paused webhooks go on', 'also one whose receiver said that it is gone'],
  ] as const) {
    const command = webhook
      .command(verb)
      .description(does)
      .argument('<webhook...>', WEBHOOK)
      .option('--json', 'one JSON object a line')
      .action((webhooks: string[], options: { json?: boolean }) =>
        host.run(async (cli) => (await import('./pause.ts')).webhookPause(cli, webhooks, paused, options)),
      );
    withExamples(command, [[`longshore webhook ${verb} ops`, example]]);
  }
}

function registerRotate(webhook: Command, host: CommandHost): void {
  const rotate = webhook
    .command('rotate')
    .description('give a webhook another secret, printed once; the one before counts for a day more')
    .argument('<webhook>', WEBHOOK)
    .option('--json', 'as one JSON document')
    .action((given: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./rotate.ts')).webhookRotate(cli, given, options)),
    );
  withExamples(rotate, [['longshore webhook rotate ops', 'the receiver has a day to change over']]);
}

function registerDelete(webhook: Command, host: CommandHost): void {
  const remove = webhook
    .command('delete')
    .alias('rm')
    .description('delete webhooks with their deliveries')
    .argument('<webhook...>', WEBHOOK)
    .option('--json', 'one JSON object a line')
    .action((webhooks: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./delete.ts')).webhookDelete(cli, webhooks, options)),
    );
  withExamples(remove, [['longshore webhook delete ops', 'what waits is not sent']]);
}
