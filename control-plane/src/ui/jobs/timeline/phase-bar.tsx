'use client';
import { ATTEMPT_STATES, type AttemptView, type JobEvent } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import { useNow } from '../../time/use-now.ts';
import { attemptPhases } from './attempt-phases.ts';
import classes from './phase-bar.module.css';

export interface PhaseBarProps {
  attempt: AttemptView;
  events: readonly JobEvent[];
  /** The time axis that several bars share; milliseconds since the epoch. */
  fromMs: number;
  toMs: number | null;
}

/** Where the time of an attempt went, as one bar. */
export function PhaseBar({ attempt, events, fromMs, toMs }: PhaseBarProps) {
  const now = useNow();
  const phases = attemptPhases(attempt, events);
  const end = toMs ?? Math.max(now, fromMs + 1);
  const whole = Math.max(1, end - fromMs);
  const said = phases
    .map(({ word, fromMs: from, toMs: to }) => `${word} ${formatDuration((to ?? end) - from)}`)
    .join(', ');
  return (
    <div className={classes.bar} role="img" aria-label={said}>
      <div style={{ flexGrow: Math.max(0, (phases[0]?.fromMs ?? fromMs) - fromMs) / whole }} />
      {phases.map((phase) => (
        <div
          key={phase.name}
          className={classes.phase}
          data-phase={phase.name}
          data-tone={phase.name === 'running' ? ATTEMPT_STATES[attempt.observed].tone : undefined}
          style={{ flexGrow: ((phase.toMs ?? end) - phase.fromMs) / whole }}
          title={`${phase.word}: ${formatDuration((phase.toMs ?? end) - phase.fromMs)}`}
        />
      ))}
      <div style={{ flexGrow: Math.max(0, end - (phases.at(-1)?.toMs ?? end)) / whole }} />
    </div>
  );
}

/** The same in words, under the bar. */
export function PhaseWords({ attempt, events }: Pick<PhaseBarProps, 'attempt' | 'events'>) {
  const now = useNow();
  return (
    <ol className={classes.words}>
      {attemptPhases(attempt, events).map((phase) => (
        <li
          key={phase.name}
          data-phase={phase.name}
          data-tone={phase.name === 'running' ? ATTEMPT_STATES[attempt.observed].tone : undefined}
        >
          <span>{phase.word}</span>{' '}
          <span className="ls-tabular">
            {formatDuration((phase.toMs ?? Math.max(now, phase.fromMs)) - phase.fromMs)}
          </span>
        </li>
      ))}
    </ol>
  );
}
