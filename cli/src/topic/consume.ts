import type { TopicMessage } from '@longshore/schemas';
import { Patience } from '../api/patience.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { oneLine } from '../output/width.ts';
import { MessageFeed } from './message-feed.ts';

export interface ConsumeOptions {
  from?: 'beginning' | 'end';
  limit?: number;
  partition?: number;
  follow?: boolean;
  key?: boolean;
  offset?: boolean;
  json?: boolean;
}

/** How many records are shown when nothing else is said. */
const USUAL = 10;
/** No event tells of new records, so a following command looks as often. */
const LOOK_EVERY_MS = 500;

/** `longshore topic consume`: prints records, one a line; commits nothing and joins no group. */
export async function topicConsume(cli: Cli, topic: string, options: ConsumeOptions): Promise<number> {
  const from = options.from ?? (options.follow ? 'end' : 'beginning');
  const wanted = options.limit ?? (options.follow ? Number.POSITIVE_INFINITY : USUAL);
  const feed = new MessageFeed(cli.api, topic, {
    from,
    partition: options.partition,
    last: Number.isFinite(wanted) ? wanted : USUAL,
    pageSize: Math.min(1_000, wanted),
  });
  const left = new AbortController();
  const unregister = options.follow ? cli.terminal.onInterrupt(() => left.abort()) : () => undefined;
  try {
    const shown = await consume(cli, feed, options, wanted, left.signal);
    if (shown === 0 && !options.json) await cli.note(`the topic ${topic} holds no records${where(options)}\n`);
    if (!options.follow && options.limit === undefined && shown === USUAL && from === 'beginning') {
      await cli.note(`the first ${USUAL} records · -n shows more, --follow goes on\n`);
    }
    return EXIT.done;
  } catch (error) {
    if (!left.signal.aborted) throw error;
    return EXIT.interrupted;
  } finally {
    unregister();
  }
}

function where({ partition }: ConsumeOptions): string {
  return partition === undefined ? '' : ` in partition ${partition}`;
}

async function consume(
  cli: Cli,
  feed: MessageFeed,
  options: ConsumeOptions,
  wanted: number,
  signal: AbortSignal,
): Promise<number> {
  const patience = new Patience(cli.terminal, (text) => cli.note(`${text}\n`));
  const read = () => feed.read(signal);
  let shown = 0;
  while (shown < wanted) {
    const messages = options.follow ? await patience.ask(read, signal) : await read();
    for (const message of messages.slice(0, wanted - shown)) await print(cli, message, options);
    shown += Math.min(messages.length, wanted - shown);
    if (messages.length === 0) {
      if (!options.follow) break;
      await cli.terminal.sleep(LOOK_EVERY_MS, signal);
    }
    if (!options.follow && options.from === 'end') break;
  }
  return shown;
}

async function print(cli: Cli, message: TopicMessage, options: ConsumeOptions): Promise<void> {
  if (options.json) return cli.printJsonLine(message);
  const { style } = cli;
  // On a terminal a record must not move the cursor or change colours; elsewhere it is passed on as it is.
  const safe = cli.terminal.out.isTTY ? oneLine : (text: string) => text;
  const parts: string[] = [];
  if (options.offset) parts.push(style.faint(`${message.partition}:${message.offset}`));
  if (options.key) parts.push(style.accent(message.key === null ? 'null' : safe(message.key)));
  parts.push(message.value === null ? style.faint('null') : safe(message.value));
  await cli.print(`${parts.join('\t')}\n`);
}
