import type { ScoreTerm } from '@longshore/schemas';
import { IconCircleCheckFilled, IconFilterX, IconTrophy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './receipt.module.css';
import { TERM_WORDS } from './receipt-words.ts';

/** A place that was weighed: an agent for a job, a kitchen for an order. */
export interface ShownCandidate {
  id: string;
  /** What left it out; empty: nothing did. */
  excludedBy: readonly { words: string; required: string; available: string; never: boolean }[];
  terms: readonly ScoreTerm[];
  score: number | null;
  /** Said below its name. */
  note?: ReactNode;
}

export interface CandidateRowsProps {
  /** What they are. */
  label: string;
  candidates: readonly ShownCandidate[];
  winner: string | null;
  runnerUp: string | null;
  /** By which nothing is weighed: what those are that were not chosen. */
  unweighed?: string;
}

/** Candidates as rows, the terms of each score as a bar, and what left the others out. */
export function CandidateRows({ label, candidates, winner, runnerUp, unweighed }: CandidateRowsProps) {
  const most = mostOf(candidates);
  const fitting = candidates.filter(({ excludedBy }) => excludedBy.length === 0);
  return (
    <>
      <ol className={classes.rows} aria-label={label}>
        {fitting.map((candidate) => (
          <FittingRow
            key={candidate.id}
            candidate={candidate}
            standing={candidate.id === winner ? 'won' : candidate.id === runnerUp ? 'runner-up' : 'fits'}
            most={most}
          />
        ))}
        {candidates
          .filter(({ excludedBy }) => excludedBy.length > 0)
          .map((candidate) => (
            <ExcludedRow key={candidate.id} candidate={candidate} />
          ))}
      </ol>
      {fitting.length === 0 ? null : (
        <p className={classes.quiet}>
          {unweighed ??
            `A full bar is ${most.toFixed(1)}, the best score there is: each term is a value from 0 to 1 times its weight.`}
        </p>
      )}
    </>
  );
}

/** The full width of a bar is the best that any of them could score. */
function mostOf(candidates: readonly ShownCandidate[]): number {
  return Math.max(...candidates.map(({ terms }) => terms.reduce((sum, { weight }) => sum + weight, 0)), 0.001);
}

interface FittingRowProps {
  candidate: ShownCandidate;
  standing: 'won' | 'runner-up' | 'fits';
  most: number;
}

function FittingRow({ candidate: { id, terms, score, note }, standing, most }: FittingRowProps) {
  const said = terms
    .map(({ name, weighted, detail }) => `${TERM_WORDS[name]} ${weighted.toFixed(3)}: ${detail}`)
    .join('; ');
  return (
    <li className={classes.row} data-won={standing === 'won' || undefined}>
      <div className={classes.agent}>
        <span className={classes.name}>{id}</span>
        {standing === 'won' ? (
          <span className={classes.won}>
            <IconTrophy size={13} aria-hidden /> Chosen
          </span>
        ) : standing === 'runner-up' ? (
          <span className={classes.quiet}>Runner-up</span>
        ) : (
          <span className={classes.passed}>
            <IconCircleCheckFilled size={13} aria-hidden /> Fits
          </span>
        )}
        {note}
      </div>
      <div>
        {terms.length === 0 ? null : (
          <div className={classes.bar} role="img" aria-label={said}>
            {terms.map(({ name, weighted, detail, weight, value }) => (
              <div
                key={name}
                className={classes.term}
                data-term={name}
                style={{ width: `${(weighted / most) * 100}%` }}
                title={`${TERM_WORDS[name]}: ${value.toFixed(2)} × ${weight} = ${weighted.toFixed(3)}. ${detail}`}
              />
            ))}
          </div>
        )}
        <ul className={classes.terms}>
          {terms.map(({ name, weighted, detail }) => (
            <li key={name} data-term={name}>
              {TERM_WORDS[name]} <strong>{weighted.toFixed(3)}</strong> <span className={classes.quiet}>{detail}</span>
            </li>
          ))}
        </ul>
      </div>
      <span className={classes.score}>{score?.toFixed(3) ?? '–'}</span>
    </li>
  );
}

function ExcludedRow({ candidate: { id, excludedBy } }: { candidate: ShownCandidate }) {
  return (
    <li className={classes.row} data-out>
      <div className={classes.agent}>
        <span className={classes.name}>{id}</span>
        <span className={classes.quiet}>
          <IconFilterX size={13} aria-hidden /> Left out
        </span>
      </div>
      <ul className={classes.filters}>
        {excludedBy.map(({ words, required, available, never }) => (
          <li key={`${words} ${required}`}>
            <strong>{words}</strong>
            <span>
              needs <b>{required}</b>, has <b>{available}</b>
            </span>
            {never ? <span className={classes.never}>could never hold it</span> : null}
          </li>
        ))}
      </ul>
      <span className={classes.score}>–</span>
    </li>
  );
}
