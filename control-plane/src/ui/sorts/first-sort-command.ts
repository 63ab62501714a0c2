/** Sorts something on the fleet. */
export const FIRST_SORT_COMMAND = './longshore sort --generate zipf:1000000 --type int32 -o sorted.txt';
