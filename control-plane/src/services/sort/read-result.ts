import { isBusError, sortTopics } from '@longshore/kafka';
import { type Block, printBlock } from '@longshore/sorting';
import { locateRanks } from '../../sorts/decide/locate-rank.ts';
import { ResultGoneError, resultBlocks } from '../../sorts/result-blocks.ts';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from '../topic/kafka-problem.ts';
import { type FoundResult, resultGone } from './find-result.ts';

/** So many elements of a result from a rank on, a block at a time, over one connection. */
export async function* readResult(
  ctx: ServiceContext,
  { id, name, map }: FoundResult,
  from: number,
  limit: number,
): AsyncGenerator<Block, void, undefined> {
  const reader = await ctx.bus.reader(sortTopics(id, ctx.topicPrefix).result);
  try {
    for (const stretch of locateRanks(map, from, limit)) {
      const blocks = resultBlocks(reader, stretch);
      for (;;) {
        const next = await withKafkaProblems(() => orGone(name, blocks.next()));
        if (next.done) break;
        yield next.value;
      }
    }
  } finally {
    await reader.close();
  }
}

/** @throws ProblemError 410 where what is read was there and is no more */
async function orGone<Value>(name: string, reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    const gone = error instanceof ResultGoneError || (isBusError(error) && error.code === 'TOPIC_NOT_FOUND');
    throw gone ? resultGone(name) : error;
  }
}

/** The lines of a block, without their line breaks. */
export function linesOf(block: Block): string[] {
  const text = Buffer.from(printBlock(block)).toString('utf8');
  return text === '' ? [] : text.slice(0, -1).split('\n');
}
