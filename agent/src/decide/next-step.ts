import { ATTEMPT_STATES, attemptHasEnded, type Observed } from '@longshore/schemas';
import type { ContainerFacts } from '../engine/engine.ts';
import type { AttemptStep, AttemptView, Conditions, End } from './attempt-view.ts';
import { endOfContainer, reasonOf } from './end-of.ts';

const idle: AttemptStep = { kind: 'wait', untilMs: null };

/**
 * The one next step towards what is wanted of an attempt: forward only, and the same answer for the same view, so that
 * a step that was interrupted anywhere is simply decided again. Steps that need the engine are not decided while it is
 * not usable, and nothing is pulled, made or started before the Sync.
 */
export function nextStep(view: AttemptView, conditions: Conditions): AttemptStep {
  if (view.end !== null && !view.endAcknowledged) return { kind: 'reportEnd' };
  if (!conditions.engineUsable) return idle;
  const { container } = view;
  if (container === 'unknown') return { kind: 'observe' };
  if (container === null) return withoutContainer(view, conditions);
  switch (container.engineState) {
    case 'created':
      return withCreated(view, container, conditions);
    case 'running':
    case 'paused':
    case 'restarting':
      return withRunning(view, conditions);
    case 'exited':
    case 'dead':
      return withExited(view, container);
    case 'removing':
      return { kind: 'wait', untilMs: conditions.nowMs + 500 };
  }
}

function withoutContainer(view: AttemptView, conditions: Conditions): AttemptStep {
  if (view.end !== null) return idle;
  if (view.desired !== 'RUN') return withoutContainerUnwanted(view);
  if (knownToHaveEnded(view.lastObserved)) return idle;
  if (view.doomed !== null) return failed({ observed: 'FAILED', exitCode: null, reason: view.doomed });
  if (view.containerSeen) {
    return failed({ observed: 'FAILED', exitCode: null, reason: reasonOf('CONTAINER_VANISHED') });
  }
  if (mayHaveStarted(view.lastObserved)) {
    const reason = reasonOf('LOST', `it was ${view.lastObserved} and the engine has no container of it`);
    return failed({ observed: 'LOST', exitCode: null, reason });
  }
  if (!conditions.synced || view.image === 'pulling') return idle;
  return view.image === 'present' ? { kind: 'create' } : { kind: 'getImage' };
}

function withoutContainerUnwanted(view: AttemptView): AttemptStep {
  if (view.image === 'pulling') return { kind: 'cancelPull' };
  // A REMOVE of something never seen has nothing to say: the control plane knows its end.
  if (knownToHaveEnded(view.lastObserved) || view.desired === 'REMOVE') return idle;
  return { kind: 'end', end: { observed: 'STOPPED', exitCode: null, reason: reasonOf('STOPPED_BY_REQUEST') } };
}

/** A container that never ran: its `start` may still be on the way, so only its removal makes sure. */
function withCreated(view: AttemptView, container: ContainerFacts, conditions: Conditions): AttemptStep {
  if (view.desired !== 'RUN' || view.doomed !== null || view.end !== null || knownToHaveEnded(view.lastObserved)) {
    return { kind: 'remove' };
  }
  // Another one ran already and was removed by somebody; this one came of a `create` that had given no answer.
  const another = view.startCalledFor !== null && view.startCalledFor !== container.containerId;
  if (another || view.lastObserved === 'RUNNING') return { kind: 'remove' };
  if (!conditions.synced) return idle;
  return view.startingAcknowledged ? { kind: 'start' } : { kind: 'announceStart' };
}

function withRunning(view: AttemptView, conditions: Conditions): AttemptStep {
  const graceMs = view.spec.stopGraceMs;
  // Its end was told already (an undecodable instruction, a late start): what is told to have ended must not run.
  if (view.end !== null || view.doomed !== null) return { kind: 'stop', because: 'ended', graceMs };
  if (view.logs === 'none') return { kind: 'followLogs' };
  if (!view.runningReported) return { kind: 'reportRunning' };
  if (view.desired === 'STOP') return { kind: 'stop', because: 'request', graceMs };
  if (view.desired === 'REMOVE') {
    return view.removeRefusedGeneration === view.generation ? idle : { kind: 'refuseRemove' };
  }
  if (view.deadlineAtMs === null) return idle;
  return view.deadlineAtMs <= conditions.nowMs
    ? { kind: 'stop', because: 'deadline', graceMs }
    : { kind: 'wait', untilMs: view.deadlineAtMs };
}

function withExited(view: AttemptView, container: ContainerFacts): AttemptStep {
  if (view.desired === 'REMOVE') return { kind: 'remove' };
  if (view.end !== null) return idle;
  // The end that was folded already was told after its last line: only say it again, do not read the output again.
  if (!knownToHaveEnded(view.lastObserved)) {
    if (view.logs === 'none') return { kind: 'followLogs' };
    if (view.logs === 'following') return idle;
  }
  if (view.doomed !== null && view.desired === 'RUN') {
    return failed({ observed: 'FAILED', exitCode: container.exitCode, reason: view.doomed });
  }
  return { kind: 'end', end: endOfContainer(view, container) };
}

function failed(end: End): AttemptStep {
  return { kind: 'end', end };
}

function knownToHaveEnded(observed: Observed): boolean {
  return observed !== 'UNKNOWN' && attemptHasEnded(observed);
}

/** `STARTING` is acknowledged before `start` is called: from it on there may have been a container that ran. */
function mayHaveStarted(observed: Observed): boolean {
  return observed === 'UNKNOWN' || ATTEMPT_STATES[observed].rank >= ATTEMPT_STATES.STARTING.rank;
}

/**
 * Whether what an instruction wanted has become fact, so that a restart needs no second reading of it: its offset may
 * be committed (docs/adr: "When an instruction's offset is committed").
 */
export function effectIsDurable(view: AttemptView): boolean {
  if (view.end !== null) return view.endAcknowledged && (view.desired !== 'REMOVE' || view.container === null);
  if (view.container === 'unknown') return false;
  if (view.desired === 'RUN') return view.container !== null || knownToHaveEnded(view.lastObserved);
  if (view.desired === 'STOP') return view.container === null && knownToHaveEnded(view.lastObserved);
  return view.container === null ? view.image !== 'pulling' : view.removeRefusedGeneration === view.generation;
}

/** Whether nothing is left of a removed attempt but its generation. */
export function isForgettable(view: AttemptView): boolean {
  return view.desired === 'REMOVE' && view.container === null && effectIsDurable(view);
}
