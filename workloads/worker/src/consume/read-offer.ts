import type { BusRecord } from '@longshore/kafka';
import { ID_PATTERN, WORK_TYPES, type WorkType } from '@longshore/schemas';
import { z } from 'zod';

const offerSchema = z.object({ itemId: z.string().regex(ID_PATTERN), type: z.enum(WORK_TYPES) });

/** The item that a record offers; a text: why it offers none, and never will. */
export function readOffer({ value }: Pick<BusRecord, 'value'>, type: WorkType): { itemId: string } | string {
  if (value === null) return 'it has no value';
  let read: unknown;
  try {
    read = JSON.parse(value.toString('utf8'));
  } catch (error) {
    return `it is no JSON: ${(error as Error).message}`;
  }
  const parsed = offerSchema.safeParse(read);
  if (!parsed.success) return `it is no offer of a work item: ${parsed.error.issues[0]?.message}`;
  if (parsed.data.type !== type) return `it offers a ${parsed.data.type} item on the topic of ${type}`;
  return { itemId: parsed.data.itemId };
}
