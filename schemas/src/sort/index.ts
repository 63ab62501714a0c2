export * from './chunk.ts';
export * from './control-record.ts';
export * from './evolve.ts';
export * from './leaves.ts';
export * from './order.ts';
export * from './plan.ts';
export * from './sort-state.ts';
