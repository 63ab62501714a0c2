export * from './bus.ts';
export * from './catalogue.ts';
export * from './codec.ts';
export type { KafkaBusOptions } from './connection.ts';
export * from './dead-letter.ts';
export * from './errors.ts';
export { createKafkaBus } from './kafka-bus.ts';
export * from './lane.ts';
export * from './sort-topics.ts';
