import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';

// Compiled code is kept between runs: without it a thread takes longer to begin than to sort a million numbers.
enableCompileCache();
const { carryOutTasks } = await import('./carry-out-tasks.ts');

if (parentPort === null) throw new Error('This module runs in a worker thread');
carryOutTasks(parentPort);
