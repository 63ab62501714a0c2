export * from './checked-lookup.ts';
export * from './private-addresses.ts';
