import type { WorkType } from '@longshore/schemas';
import { scaleWorkQueue } from '../api/work.ts';
import type { Cli } from '../cli.ts';
import { formatQueues } from './queues.ts';

export interface WorkScaleOptions {
  minimum?: number;
  maximum?: number;
  itemsPerWorker?: number;
  idle?: number;
  json?: boolean;
}

/** `longshore work scale` */
export async function workScale(cli: Cli, type: WorkType, options: WorkScaleOptions): Promise<void> {
  const { json, idle, ...limits } = options;
  const queue = await scaleWorkQueue(cli.api, type, { ...limits, ...(idle === undefined ? {} : { idleMs: idle }) });
  if (json) return cli.printJson(queue);
  await cli.print(formatQueues(cli, [queue]));
}
