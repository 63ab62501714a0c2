import { jobSpecSchema } from '@longshore/schemas';
import type { AttemptFacts } from '../../control-plane/src/projection/attempt-facts.ts';

/** A first attempt that runs on host-1, as the control plane knows it. */
export function sampleAttempt(changes: Partial<AttemptFacts> = {}): AttemptFacts {
  return {
    id: '0198a1b2-0000-7000-8000-000000000001',
    jobId: '0198a1b2-0000-7000-8000-000000000002',
    taskId: '0198a1b2-0000-7000-8000-000000000003',
    taskIndex: 0,
    taskState: 'ACTIVE',
    attemptsMade: 1,
    moves: 0,
    movedBecause: null,
    number: 1,
    agentId: 'host-1',
    spec: jobSpecSchema.parse({ kind: 'container', image: 'tool:1' }),
    stopWanted: false,
    desired: 'RUN',
    generation: 1,
    observed: 'RUNNING',
    unreachable: false,
    reserved: true,
    containerGone: false,
    bootId: 'boot-1',
    sequence: 5,
    started: true,
    exitCode: null,
    reason: null,
    containerId: null,
    imageDigest: null,
    progress: null,
    detail: null,
    ...changes,
  };
}
