import { type Block, lineBlock, numberBlock } from '../block/block.ts';
import type { Order } from '../order.ts';
import { parseFloat64 } from './parse-float64.ts';
import { parseInt32 } from './parse-int32.ts';
import { parseInt64 } from './parse-int64.ts';
import { parseLines } from './parse-lines.ts';
import { recordKeys } from './record-keys.ts';

/**
 * The elements that lines of text hold, one a line.
 *
 * @param bytes - whole lines, the last of them with its line break too; without the header of csv
 * @param header - the first line of csv, which names the fields; null for all other types
 * @throws SortError that says in which of these lines is what, counted from 1
 */
export function parseBlock(bytes: Uint8Array, order: Order, header: Uint8Array | null = null): Block {
  const most = bytes.length >> 1;
  switch (order.type) {
    case 'int32': {
      const values = new Int32Array(most);
      return numberBlock(values.subarray(0, parseInt32(bytes, values)));
    }
    case 'int64': {
      const values = new BigInt64Array(most);
      return numberBlock(values.subarray(0, parseInt64(bytes, values)));
    }
    case 'float64': {
      const values = new Float64Array(most);
      return numberBlock(values.subarray(0, parseFloat64(bytes, values)));
    }
    case 'text':
      return lineBlock('text', parseLines(bytes));
    case 'json':
    case 'csv': {
      const lines = parseLines(bytes);
      return lineBlock(order.type, lines, recordKeys(lines, order, header));
    }
  }
}
