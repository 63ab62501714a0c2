import {
  ATTEMPT_STATES,
  type AttemptState,
  attemptHasEnded,
  attemptMayAdvance,
  type JobStatus,
} from '@longshore/schemas';
import type { AttemptFacts } from '../attempt-facts.ts';

/** What one report does to what is known of its attempt. */
export type FoldStep =
  /** Old news, or a word that this version does not know. */
  | { kind: 'ignored'; why: string }
  /** Says something that cannot be: another agent's, another job's. */
  | { kind: 'contradiction'; why: string }
  /** Same state, newer detail. */
  | { kind: 'noted'; facts: AttemptFacts }
  | { kind: 'advanced'; facts: AttemptFacts }
  /** The first end that was told: it stays. */
  | { kind: 'ended'; facts: AttemptFacts }
  /** An end of what had ended already: its container does not run any more. */
  | { kind: 'late-end'; facts: AttemptFacts }
  /** Of what had ended already: its container runs still. */
  | { kind: 'still-alive'; facts: AttemptFacts };

function contradiction(facts: AttemptFacts, report: JobStatus): string | null {
  if (report.agentId !== facts.agentId) return `it was given to ${facts.agentId}, but ${report.agentId} reports it`;
  if (report.jobId !== facts.jobId || report.taskId !== facts.taskId) return 'its job or task is another one';
  return null;
}

/** Whether the report was sent before one that is known: sequences order reports within one boot only. */
function isOld(facts: AttemptFacts, report: JobStatus): boolean {
  return report.bootId === facts.bootId && report.sequence <= facts.sequence;
}

function told(facts: AttemptFacts, report: JobStatus): AttemptFacts {
  return {
    ...facts,
    unreachable: false,
    bootId: report.bootId,
    sequence: report.sequence,
    containerId: report.containerId ?? facts.containerId,
    imageDigest: report.imageDigest ?? facts.imageDigest,
    progress: report.progress ?? facts.progress,
    detail: report.detail,
  };
}

function afterEnd(facts: AttemptFacts, report: JobStatus, observed: AttemptState): FoldStep {
  if (attemptHasEnded(observed)) {
    const settled = !facts.reserved && facts.desired === 'REMOVE';
    if (settled) return { kind: 'ignored', why: 'its end is known' };
    return { kind: 'late-end', facts: { ...facts, reserved: false } };
  }
  if (report.reason?.code === 'REMOVE_REFUSED' && facts.desired === 'REMOVE') return { kind: 'still-alive', facts };
  return { kind: 'ignored', why: 'it has ended' };
}

/**
 * Folds one report into what is known: progress advances by rank, the first end wins, and a report from before a known
 * one of the same boot changes nothing, ends apart, which are never taken back.
 */
export function foldReport(facts: AttemptFacts, report: JobStatus): FoldStep {
  const wrong = contradiction(facts, report);
  if (wrong !== null) return { kind: 'contradiction', why: wrong };
  if (report.observed === 'UNKNOWN') return { kind: 'ignored', why: 'its state is none that this version knows' };
  const observed: AttemptState = report.observed;
  if (attemptHasEnded(facts.observed)) return afterEnd(facts, report, observed);
  const ends = attemptHasEnded(observed);
  if (!ends && isOld(facts, report)) return { kind: 'ignored', why: 'a newer report of the same boot is known' };
  const next = told(facts, report);
  if (ends) {
    const exitCode = report.exitCode ?? (observed === 'SUCCEEDED' ? 0 : null);
    return {
      kind: 'ended',
      facts: {
        ...next,
        observed,
        exitCode,
        reason: report.reason,
        reserved: false,
        started: facts.started || exitCode !== null,
      },
    };
  }
  if (attemptMayAdvance(facts.observed, observed)) {
    return { kind: 'advanced', facts: { ...next, observed, started: facts.started || observed === 'RUNNING' } };
  }
  if (ATTEMPT_STATES[observed].rank < ATTEMPT_STATES[facts.observed].rank) {
    return { kind: 'ignored', why: 'a later state is known' };
  }
  return { kind: 'noted', facts: next };
}
