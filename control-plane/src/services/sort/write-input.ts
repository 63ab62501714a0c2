import { sortTopics } from '@longshore/kafka';
import { newId, SORT_LIMITS, type SortSpec } from '@longshore/schemas';
import { ElementReader, SortError } from '@longshore/sorting';
import { invalidRequest, ProblemError } from '../../http/problem-error.ts';
import { type KnownInput, sortPartitions } from '../../sorts/decide/plan-sort.ts';
import { InputTooLargeError, InputWriter } from '../../sorts/input-writer.ts';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from '../topic/kafka-problem.ts';

/** What was written, and of csv the line that names the fields. */
export interface WrittenInput extends KnownInput {
  csvHeader: Uint8Array | null;
}

/**
 * Reads text, an element a line, and writes it to the input topic of a sort as it comes: never more than some chunks of
 * it are in memory. What it wrote counts only when it returns.
 *
 * @param path - the field that the text is of, for complaints
 * @throws ProblemError 422 with the line that is no element, 413, 503
 */
export async function writeInput(
  ctx: ServiceContext,
  id: string,
  spec: SortSpec,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  path: string,
): Promise<WrittenInput> {
  const reader = new ElementReader(spec.order, SORT_LIMITS.lineBytesMax);
  const producer = await ctx.bus.producer({ clientId: 'longshore-sort-input' });
  try {
    const writer = new InputWriter({
      producer,
      admin: await ctx.bus.admin(),
      topic: sortTopics(id, ctx.topicPrefix).input,
      partitions: sortPartitions(spec),
      upload: newId(),
    });
    return await withKafkaProblems(async () => {
      for await (const piece of pieces) await writer.add(reader.push(piece));
      await writer.add(reader.end());
      return { ...(await writer.finish()), csvHeader: reader.header };
    });
  } catch (error) {
    throw inWords(error, path);
  } finally {
    await producer.close();
  }
}

function inWords(error: unknown, path: string): unknown {
  if (error instanceof SortError) return invalidRequest([{ path, message: error.message }]);
  if (!(error instanceof InputTooLargeError)) return error;
  return new ProblemError({
    status: 413,
    code: 'body_too_large',
    title: 'Body too large',
    detail: `The input is larger than a sort takes: ${error.message}.`,
    advice: 'Put it on a topic and sort that.',
  });
}
