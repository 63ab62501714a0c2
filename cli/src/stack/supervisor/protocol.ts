import { z } from 'zod';

/** What is known of one service; also what `status --json` prints. */
export const serviceStatusSchema = z.object({
  name: z.string(),
  title: z.string(),
  kind: z.enum(['daemon', 'task']),
  state: z.enum(['waiting', 'starting', 'ready', 'done', 'restarting', 'stopping', 'stopped', 'failed']),
  pid: z.number().optional(),
  address: z.string().optional(),
  /** ISO time at which it entered its state. */
  since: z.string(),
  restarts: z.number(),
  lastExit: z.object({ code: z.number().nullable(), signal: z.string().nullable(), at: z.string() }).optional(),
  nextStartAt: z.string().optional(),
  logFile: z.string(),
});
export type ServiceStatus = z.infer<typeof serviceStatusSchema>;

export const stackStatusSchema = z.object({
  phase: z.enum(['starting', 'up', 'stopping', 'failed', 'down']),
  supervisorPid: z.number(),
  startedAt: z.string(),
  facts: z.record(z.string(), z.string()),
  services: z.array(serviceStatusSchema),
});
export type StackStatus = z.infer<typeof stackStatusSchema>;

/** One line of progress, told to everybody who follows. */
export const stackEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), name: z.string(), title: z.string() }),
  z.object({ type: z.literal('ready'), name: z.string(), title: z.string(), tookMs: z.number() }),
  z.object({ type: z.literal('unchanged'), name: z.string(), title: z.string() }),
  z.object({ type: z.literal('died'), name: z.string(), title: z.string(), how: z.string(), delayMs: z.number() }),
  z.object({
    type: z.literal('failed'),
    name: z.string(),
    title: z.string(),
    reason: z.string(),
    logTail: z.array(z.string()),
  }),
  z.object({ type: z.literal('stopped'), name: z.string(), title: z.string(), tookMs: z.number() }),
  z.object({ type: z.literal('phase'), phase: stackStatusSchema.shape.phase }),
]);
export type StackEvent = z.infer<typeof stackEventSchema>;

/** Requests are one JSON object a line; each is answered by one line, `follow` by a line for each event. */
export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('status') }),
  /** Replays the events so far, then sends those to come. */
  z.object({ type: z.literal('follow') }),
  /** While a leasing connection is open the stack runs; when it closes without `release`, everything is stopped. */
  z.object({ type: z.literal('lease') }),
  z.object({ type: z.literal('release') }),
  z.object({ type: z.literal('shutdown') }),
  z.object({ type: z.literal('stop-service'), name: z.string() }),
  z.object({ type: z.literal('start-service'), name: z.string() }),
]);
export type StackRequest = z.infer<typeof requestSchema>;

export const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('status'), status: stackStatusSchema }),
  z.object({ type: z.literal('event'), event: stackEventSchema }),
  z.object({ type: z.literal('accepted') }),
  z.object({ type: z.literal('refused'), reason: z.string() }),
]);
export type StackAnswer = z.infer<typeof answerSchema>;
