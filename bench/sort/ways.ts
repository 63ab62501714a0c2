/** Ways to sort an array within a process. */
export type ArrayWay = 'longshore' | 'native' | 'radix';
/** Ways to sort a text file into another. */
export type FileWay = 'longshore' | 'gnu';

export const ARRAY_WAYS: readonly ArrayWay[] = ['longshore', 'native', 'radix'];
export const FILE_WAYS: readonly FileWay[] = ['longshore', 'gnu'];

/** Of the numbers that are sorted: the same for all. */
export const SEED = 1;
