import type { OrderOptions } from './wanted-order.ts';

/** What `longshore sort` was given. */
export interface SortOptions extends OrderOptions {
  local?: boolean;
  topic?: string;
  generate?: string;
  toTopic?: string;
  again?: string;
  detach?: boolean;
  output?: string;
  workers?: number;
  memory?: number;
  spillFolder?: string;
  maxLine?: number;
}
