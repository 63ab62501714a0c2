import type { TopicMessage, topicMessagesQuery } from '@longshore/schemas';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { invalidRequest } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from './kafka-problem.ts';
import { messageView, recordOnTopic } from './message-view.ts';
import { describeTopic } from './read-topics.ts';

const READ_DEADLINE_MS = 10_000;

type Query = z.output<typeof topicMessagesQuery>;

interface Range {
  partition: number;
  start: bigint;
  end: bigint;
}

/** Where reading begins: at the cursor, at the start, or so far before the end that the last ones come. */
function beginnings(ranges: readonly Range[], query: Query): Map<number, bigint> {
  const cursor = decodeCursor(query.cursor, z.tuple([z.string().regex(/^\d{1,9}:\d{1,18}(,\d{1,9}:\d{1,18})*$/)]));
  if (cursor !== null) {
    const stored = new Map(
      cursor[0]
        .split(',')
        .map((part) => part.split(':'))
        .map(([partition, offset]) => [Number(partition), BigInt(offset ?? 0)] as const),
    );
    return new Map(ranges.map((range) => [range.partition, stored.get(range.partition) ?? range.start]));
  }
  if (query.from === 'beginning') return new Map(ranges.map((range) => [range.partition, range.start]));
  return new Map(
    ranges.map(({ partition, start, end }) => {
      const back = end - BigInt(query.limit);
      return [partition, back > start ? back : start];
    }),
  );
}

function byTime(a: TopicMessage, b: TopicMessage): number {
  return a.at.localeCompare(b.at) || a.partition - b.partition || a.offset - b.offset;
}

/**
 * Reads records of a topic without disturbing anybody who reads it: from the beginning or a cursor forward, or the last
 * ones. A page is in the order of time. `next` goes on from where it ended, also at the end, so that a client can
 * follow.
 *
 * @throws ProblemError 404, 422 or 503
 */
export async function readMessages(
  ctx: ServiceContext,
  name: string,
  query: Query,
): Promise<{ items: TopicMessage[]; next: string | null }> {
  requirePermission(ctx, 'topics:read');
  const topic = await describeTopic(ctx, name);
  const ranges = topic.partitions.filter(
    (range) => query.partition === undefined || range.partition === query.partition,
  );
  if (ranges.length === 0) {
    throw invalidRequest([
      { path: 'partition', message: `${name} has the partitions 0 to ${topic.partitions.length - 1}` },
    ]);
  }
  const from = beginnings(ranges, query);
  const unread = new Map(
    [...from].filter(
      ([partition, offset]) => offset < (ranges.find((range) => range.partition === partition)?.end ?? 0n),
    ),
  );
  const last = query.cursor === undefined && query.from === 'end';
  const records =
    unread.size === 0
      ? []
      : await withKafkaProblems(() =>
          ctx.bus.read({
            topic: name,
            from: unread,
            limit: last ? query.limit * unread.size : query.limit,
            deadlineMs: READ_DEADLINE_MS,
          }),
        );
  const kind = recordOnTopic(name, ctx.topicPrefix);
  const views = await Promise.all(records.map((record) => messageView(ctx.codec, record, kind)));
  views.sort(byTime);
  const items = last ? views.slice(-query.limit) : views.slice(0, query.limit);
  const ends = new Map([...from].map(([partition, offset]) => [partition, offset]));
  if (last) for (const range of ranges) ends.set(range.partition, range.end);
  for (const { partition, offset } of items) {
    const after = BigInt(offset) + 1n;
    if (after > (ends.get(partition) ?? 0n)) ends.set(partition, after);
  }
  return { items, next: encodeCursor([[...ends].map(([partition, offset]) => `${partition}:${offset}`).join(',')]) };
}
