import { checkOrder, generateBlock, multisetHash, numberBlock, orderOf, sameMultiset } from '@longshore/sorting';
import { sortArrayLocally } from '@longshore/sorting/local';
import { plainRadix } from './plain-radix.ts';
import { type ArrayWay, SEED } from './ways.ts';

/**
 * Sorts an array in one of the ways and prints the milliseconds that it took: a process for each measurement, so that
 * none finds code that another has warmed, or memory that it has left.
 */
const [way = '', countGiven = ''] = process.argv.slice(2);
const count = Number(countGiven);
const workers = Number(process.argv[4]);

const WAYS: Readonly<Record<ArrayWay, (values: Int32Array) => Int32Array | Promise<Int32Array>>> = {
  longshore: (values) => sortArrayLocally(values, { workers }),
  native: (values) => values.slice().sort(),
  radix: (values) => plainRadix(values.slice()),
};

const order = orderOf({ type: 'int32' });
const given = generateBlock({ distribution: 'uniform', seed: SEED, count }, order, 0, count);
if (given.type !== 'int32') throw new TypeError('Other numbers than asked for');
const begunMs = performance.now();
const sorted = await WAYS[way as ArrayWay](given.values);
const tookMs = performance.now() - begunMs;
const block = numberBlock(sorted);
if (checkOrder(block, order, null).firstOutOfOrder !== null) throw new Error(`${way} has not sorted`);
if (!sameMultiset(multisetHash(block), multisetHash(given)))
  throw new Error(`${way} has other numbers than it was given`);
process.stdout.write(`${tookMs}\n`);
