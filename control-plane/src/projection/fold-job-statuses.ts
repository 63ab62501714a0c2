import { ATTEMPT_STATES, type AttemptState, type JobStatus } from '@longshore/schemas';
import type { Decision } from '../dispatcher/deciding-transaction.ts';
import { applyEntry } from '../dispatcher/instruction.ts';
import { applyOfAttempt } from './apply-of-attempt.ts';
import type { AttemptFacts } from './attempt-facts.ts';
import { foldReport } from './decide/fold-report.ts';
import { writeEnds } from './end-attempts.ts';
import { readAttempts } from './read-attempts.ts';
import { writeAttempts } from './write-attempts.ts';

/** How the timeline calls a step on the way. */
const STEP_EVENTS: Partial<Record<AttemptState, string>> = {
  PULLING: 'ImagePulling',
  STARTING: 'ContainerStarting',
  RUNNING: 'ContainerRunning',
};

/** What a batch of reports did, for the metrics. */
export interface FoldCounts {
  folded: number;
  ignored: number;
  contradictions: number;
}

function noteStep(decision: Decision, facts: AttemptFacts): void {
  const { word } = ATTEMPT_STATES[facts.observed];
  decision.events.push({
    jobId: facts.jobId,
    attemptId: facts.id,
    taskIndex: facts.taskIndex,
    attempt: facts.number,
    agentId: facts.agentId,
    type: STEP_EVENTS[facts.observed] ?? 'AttemptAdvanced',
    message: facts.detail === null ? `${word} on ${facts.agentId}` : `${word} on ${facts.agentId}: ${facts.detail}`,
  });
}

/** An agent speaks of an attempt that is not known: once each, so that it can be found out where that came from. */
function noteUnknown(decision: Decision, report: JobStatus): void {
  const { attemptId, jobId, observed } = report;
  decision.audit.push({
    actor: `agent:${report.agentId}`,
    action: 'UnknownAttemptReported',
    subjectType: 'attempt',
    subjectId: attemptId,
    detail: { jobId, observed, why: 'there is no such attempt: it never was, or its job’s history was deleted' },
    uniqueKey: `unknown-attempt:${report.agentId}:${attemptId}`,
  });
}

/** The next desired state of an attempt, with the instruction that tells its agent. */
function want(decision: Decision, facts: AttemptFacts, desired: 'STOP' | 'REMOVE'): AttemptFacts {
  const next = { ...facts, desired, generation: facts.generation + 1 };
  decision.outbox.push(applyEntry(next.agentId, applyOfAttempt(next)));
  return next;
}

/** Folds reports in the order in which they came; their attempts' jobs are locked in the order of their ids. */
export async function foldJobStatuses(decision: Decision, reports: readonly JobStatus[]): Promise<FoldCounts> {
  const counts: FoldCounts = { folded: 0, ignored: 0, contradictions: 0 };
  if (reports.length === 0) return counts;
  const known = await readAttempts(
    decision.client,
    reports.map((report) => report.attemptId),
  );
  const changed = new Map<string, AttemptFacts>();
  const ended = new Map<string, AttemptFacts>();
  for (const report of reports) {
    const facts = known.get(report.attemptId);
    // A job's history may have been deleted; and what follows an end in the same batch adds nothing to it.
    if (facts === undefined || ended.has(report.attemptId)) {
      if (facts === undefined) noteUnknown(decision, report);
      counts.ignored += 1;
      continue;
    }
    const step = foldReport(facts, report);
    if (step.kind === 'ignored') {
      counts.ignored += 1;
      continue;
    }
    if (step.kind === 'contradiction') {
      counts.contradictions += 1;
      decision.audit.push({
        actor: `agent:${report.agentId}`,
        action: 'ReportContradicted',
        subjectType: 'attempt',
        subjectId: report.attemptId,
        detail: { why: step.why, report },
      });
      continue;
    }
    counts.folded += 1;
    let next = step.facts;
    if (step.kind === 'advanced') noteStep(decision, next);
    else if (step.kind === 'late-end') next = want(decision, next, 'REMOVE');
    else if (step.kind === 'still-alive') next = want(decision, { ...next, reserved: true }, 'STOP');
    known.set(next.id, next);
    (step.kind === 'ended' ? ended : changed).set(next.id, next);
  }
  for (const id of ended.keys()) changed.delete(id);
  await writeAttempts(decision, [...changed.values()]);
  await writeEnds(decision, [...ended.values()]);
  return counts;
}
