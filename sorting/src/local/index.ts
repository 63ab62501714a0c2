/**
 * Sorting on one machine, for Node: worker threads over shared memory, and a disk for what memory does not hold.
 *
 * ```ts
 * import { orderOf } from '@longshore/sorting';
 * import { sortLocally } from '@longshore/sorting/local';
 *
 * for await (const piece of sortLocally({ input: process.stdin, order: orderOf({ type: 'int32' }) })) {
 *   process.stdout.write(piece);
 * }
 * ```
 */
export type { LocalProgress, LocalSortOptions } from './local-options.ts';
export { sortArrayLocally } from './sort-array-locally.ts';
export { sortLocally } from './sort-locally.ts';
