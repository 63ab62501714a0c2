import { BusError } from '@longshore/kafka';
import type { ControlRecord, SortState, UnitTry } from '@longshore/schemas/sort';
import { SortError } from '@longshore/sorting';
import { ChunksMissingError } from '../exchange/read-chunks.ts';
import { partShare } from './part-share.ts';
import { OutOfOrderError } from './result-writer.ts';
import { sampleShare } from './sample-share.ts';
import { sortPart } from './sort-part.ts';
import type { Workshop } from './workshop.ts';

/**
 * Does one try of a unit.
 *
 * @returns the record that closes the unit, or that tells why this try could not; it is still to be written
 * @throws what is no matter of the unit: Kafka away for too long, or the stop
 */
export async function doUnit(shop: Workshop, state: SortState, { id, unit: unitId }: UnitTry): Promise<ControlRecord> {
  const unit = state.units[unitId];
  const node = unit === undefined ? undefined : state.nodes[unit.node];
  if (unit === undefined || node === undefined) throw new Error(`there is no unit ${unitId}`);
  try {
    if (unit.kind === 'sort') {
      // What others have parted meanwhile only takes room from here on.
      shop.held.clear();
      return await sortPart(shop, unit, node, id);
    }
    const share = node.shares[unit.share];
    if (share === undefined) throw new Error(`${node.id} has no share ${unit.share}`);
    if (unit.kind === 'sample') return await sampleShare(shop, unit, share, node.shares.length, id);
    return await partShare(shop, unit, node, share, id);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null || shop.retry.stop.aborted) throw error;
    return { kind: 'failed', unit: unitId, try: id, ...failure };
  }
}

interface Failure {
  code: string;
  message: string;
  retryable: boolean;
}

/** Input that another sorter would stumble over as well is not tried again; a full disk may be this host's alone. */
function failureOf(error: unknown): Failure | null {
  if (error instanceof SortError) {
    const local = error.code === 'disk_full' || error.code === 'spill_failed';
    return { code: error.code.toUpperCase(), message: error.message.slice(0, 2_000), retryable: local };
  }
  if (error instanceof ChunksMissingError) return { code: 'CHUNKS_MISSING', message: error.message, retryable: false };
  if (error instanceof OutOfOrderError) return { code: 'OUT_OF_ORDER', message: error.message, retryable: true };
  if (error instanceof BusError && error.code === 'TOPIC_NOT_FOUND') {
    return {
      code: 'TOPIC_DELETED',
      message: `A topic of the sort is gone: ${error.message}`.slice(0, 2_000),
      // Brokers that have just changed may not know of a topic for a moment.
      retryable: true,
    };
  }
  if (error instanceof BusError && !error.retryable) {
    return { code: error.code, message: error.message.slice(0, 2_000), retryable: true };
  }
  return null;
}
