import { type Bus, sortTopics } from '@longshore/kafka';
import type { PlannedShare, SortOrder } from '@longshore/schemas/sort';
import { ElementReader } from '@longshore/sorting';
import { InputWriter } from '../../../control-plane/src/sorts/input-writer.ts';

/** Writes a text as the input of a sort, as the control plane does. @returns the shares that it makes */
export async function giveInput(
  bus: Bus,
  id: string,
  { order, partitions, text }: { order: SortOrder; partitions: number; text: string },
): Promise<readonly PlannedShare[]> {
  const admin = await bus.admin();
  const topic = sortTopics(id).input;
  await admin.ensureTopic({ name: topic, partitions, replication: 1, config: { 'max.message.bytes': '8388608' } });
  const reader = new ElementReader(order);
  const writer = new InputWriter({
    producer: await bus.producer(),
    admin,
    topic,
    partitions,
    upload: 'upload',
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 65_536) await writer.add(reader.push(bytes.subarray(at, at + 65_536)));
  await writer.add(reader.end());
  return (await writer.finish()).shares;
}
