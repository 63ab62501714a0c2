export * from './block-hash.ts';
export * from './verify-block.ts';
