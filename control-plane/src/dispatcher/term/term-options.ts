import type { Bus, Codec } from '@longshore/kafka';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { DispatcherMetrics } from '../../metrics/dispatcher-metrics.ts';
import type { DispatcherConfig } from '../config.ts';
import type { ReachFailpoint } from '../failpoint.ts';

export interface TermOptions {
  config: Readonly<DispatcherConfig>;
  pool: pg.Pool;
  bus: Bus;
  codec: Codec;
  metrics: DispatcherMetrics;
  reach: ReachFailpoint;
  epoch: number;
  log: Logger;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Told once, when this process must stop leading. */
  onLeadLost: (error: unknown) => void;
}
