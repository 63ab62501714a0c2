import { ATTEMPT_STATES, type AttemptView, type JobEvent } from '@longshore/schemas';

/** A stretch of an attempt's life. */
export interface Phase {
  name: 'waited' | 'dispatched' | 'pulling' | 'starting' | 'running';
  word: string;
  fromMs: number;
  /** Null: it lasts. */
  toMs: number | null;
}

const OPENED_BY: Record<string, Phase['name']> = {
  TaskPlaced: 'waited',
  InstructionPublished: 'dispatched',
  ImagePulling: 'pulling',
  ContainerStarting: 'starting',
  ContainerRunning: 'running',
};

const WORDS: Record<Phase['name'], string> = {
  waited: ATTEMPT_STATES.PENDING.word,
  dispatched: ATTEMPT_STATES.DISPATCHED.word,
  pulling: ATTEMPT_STATES.PULLING.word,
  starting: ATTEMPT_STATES.STARTING.word,
  running: ATTEMPT_STATES.RUNNING.word,
};

/**
 * Where the time of one attempt went, by the events of its job.
 *
 * @param events - of the whole job, in the order in which they happened
 */
export function attemptPhases(
  attempt: Pick<AttemptView, 'id' | 'createdAt' | 'endedAt'>,
  events: readonly JobEvent[],
): Phase[] {
  const endMs = attempt.endedAt === null ? null : Date.parse(attempt.endedAt);
  const starts: { name: Phase['name']; fromMs: number }[] = [{ name: 'waited', fromMs: Date.parse(attempt.createdAt) }];
  for (const event of events) {
    const name = OPENED_BY[event.type];
    if (event.attemptId !== attempt.id || name === undefined || starts.some((start) => start.name === name)) continue;
    starts.push({ name, fromMs: Date.parse(event.at) });
  }
  return starts.map(({ name, fromMs }, index) => {
    const next = starts[index + 1];
    const toMs = next === undefined ? endMs : next.fromMs;
    // Clocks of agent and control plane differ a little: a stretch is never shorter than nothing.
    return { name, word: WORDS[name], fromMs, toMs: toMs === null ? null : Math.max(fromMs, toMs) };
  });
}
