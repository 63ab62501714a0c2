import { DELIVERY_STATES, type Delivery } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import { listDeliveries, testWebhook } from '../api/webhooks.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';

const LOOK_MS = 250;
/** A receiver has ten seconds; a dispatcher that has just taken the lead needs some of its own. */
const WAIT_MS = 20_000;

/** `longshore webhook test`: sends something and waits for what comes of it. Ends with 1 when it was not answered well. */
export async function webhookTest(cli: Cli, given: string, options: { json?: boolean }): Promise<number> {
  const { id, subjectId } = await testWebhook(cli.api, given);
  const ended = await endOf(cli, subjectId, id);
  if (options.json) await cli.printJson(ended);
  else await cli.print(`${cli.style.state(DELIVERY_STATES[ended.state])}: ${resultWords(ended)}\n`);
  return ended.state === 'DELIVERED' ? EXIT.done : EXIT.failed;
}

async function endOf(cli: Cli, webhookId: string, id: string): Promise<Delivery> {
  const until = cli.terminal.monotonicMs() + WAIT_MS;
  for (;;) {
    const { items } = await listDeliveries(cli.api, webhookId, { limit: 50 });
    const delivery = items.find((candidate) => candidate.id === id);
    if (delivery !== undefined && delivery.state !== 'PENDING') return delivery;
    if (cli.terminal.monotonicMs() > until) {
      throw new CliError({
        what: 'nothing is known of the test yet',
        where: `delivery ${id}`,
        advice: 'see whether a dispatcher leads, then longshore webhook deliveries',
        exitCode: EXIT.unanswered,
      });
    }
    await cli.terminal.sleep(LOOK_MS);
  }
}

function resultWords({ detail, tookMs }: Delivery): string {
  return `${oneLine(detail ?? 'nothing is known of it')}${tookMs === null ? '' : `, ${formatDuration(tookMs)}`}`;
}
