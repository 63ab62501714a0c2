import type { z } from 'zod';
import type { WorkType } from '../work-item.ts';
import { blockchainPayload, blockchainResult } from './blockchain.ts';
import { computePayload, computeResult } from './compute.ts';
import { dataPayload, dataResult } from './data.ts';
import { filePayload, fileResult } from './file.ts';

/** What goes into an item of each type, and what comes out of it. */
export const WORK_SCHEMAS = {
  compute: { payload: computePayload, result: computeResult },
  file: { payload: filePayload, result: fileResult },
  data: { payload: dataPayload, result: dataResult },
  blockchain: { payload: blockchainPayload, result: blockchainResult },
} as const satisfies Record<WorkType, { payload: z.ZodType; result: z.ZodType }>;

export type WorkPayload<Type extends WorkType> = z.output<(typeof WORK_SCHEMAS)[Type]['payload']>;
export type WorkResult<Type extends WorkType> = z.output<(typeof WORK_SCHEMAS)[Type]['result']>;

/** Bytes of a value as it travels. */
export function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value) ?? '').byteLength;
}
