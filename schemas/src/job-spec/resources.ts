import { z } from 'zod';
import { LIMITS } from './limits.ts';

export const resourcesSchema = z.strictObject({
  cpuMillis: z
    .number()
    .int('whole thousandths of a core')
    .min(LIMITS.cpuMillisMin, `at least ${LIMITS.cpuMillisMin} (a hundredth of a core)`)
    .max(LIMITS.cpuMillisMax, `at most ${LIMITS.cpuMillisMax}`)
    .default(250)
    .describe('Thousandths of a core that are reserved; also the limit.'),
  memoryBytes: z
    .number()
    .int('whole bytes')
    .min(LIMITS.memoryBytesMin, 'at least 6 MiB, the smallest limit an engine takes')
    .max(LIMITS.memoryBytesMax, 'at most 16 TiB')
    .default(256 * 1024 * 1024)
    .describe('Memory that is reserved; a container that uses more is killed.'),
  pidsLimit: z.number().int().min(1).max(100_000).default(256).describe('Most processes and threads at once.'),
});
