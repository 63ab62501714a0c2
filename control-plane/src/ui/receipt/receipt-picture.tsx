import type { Candidate, Receipt } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { IconCircleCheckFilled, IconFilterX, IconTrophy } from '@tabler/icons-react';
import { Note } from '../parts/note.tsx';
import { StateIcon } from '../state/state-icon.tsx';
import { Ago } from '../time/ago.tsx';
import { formatExact } from '../time/exact-time.ts';
import { withStop } from '../words/sentence.ts';
import classes from './receipt.module.css';
import { FILTER_WORDS, TERM_WORDS } from './receipt-words.ts';

/** One placement decision as a picture: agents as rows, what excluded them, and how the others scored. */
export function ReceiptPicture({ receipt }: { receipt: Receipt }) {
  const fitting = receipt.candidates.filter(({ excludedBy }) => excludedBy.length === 0);
  const excluded = receipt.candidates.filter(({ excludedBy }) => excludedBy.length > 0);
  // The full width of a bar is the best that any agent could score.
  const most = Math.max(...fitting.flatMap(({ terms }) => terms.reduce((sum, { weight }) => sum + weight, 0)), 0.001);
  return (
    <div className={classes.receipt}>
      <p className={classes.summary}>
        {withStop(receipt.summary)}{' '}
        <span title={formatExact(receipt.decidedAt)} className={classes.quiet}>
          Decided <Ago at={receipt.decidedAt} />.
        </span>
      </p>
      {receipt.wouldFit.length === 0 ? null : (
        <Note tone="look" icon={<StateIcon icon="hourglass" size={18} />} title="What would make it fit">
          {receipt.wouldFit.map(withStop).join(' ')}
        </Note>
      )}
      <ol className={classes.rows} aria-label="Agents">
        {fitting.map((candidate) => (
          <FittingRow key={candidate.agentId} candidate={candidate} receipt={receipt} most={most} />
        ))}
        {excluded.map((candidate) => (
          <ExcludedRow key={candidate.agentId} candidate={candidate} />
        ))}
      </ol>
      {receipt.candidates.length === 0 ? (
        <p className={classes.quiet}>No agent was registered when it was decided.</p>
      ) : null}
      {fitting.length === 0 ? null : <Key most={most} />}
    </div>
  );
}

function FittingRow({ candidate, receipt, most }: { candidate: Candidate; receipt: Receipt; most: number }) {
  const won = candidate.agentId === receipt.winner;
  const said = candidate.terms
    .map(({ name, weighted, detail }) => `${TERM_WORDS[name]} ${weighted.toFixed(3)}: ${detail}`)
    .join('; ');
  return (
    <li className={classes.row} data-won={won || undefined}>
      <div className={classes.agent}>
        <span className={classes.name}>{candidate.agentId}</span>
        {won ? (
          <span className={classes.won}>
            <IconTrophy size={13} aria-hidden /> Chosen
          </span>
        ) : candidate.agentId === receipt.runnerUp ? (
          <span className={classes.quiet}>Runner-up</span>
        ) : (
          <span className={classes.passed}>
            <IconCircleCheckFilled size={13} aria-hidden /> Fits
          </span>
        )}
        {candidate.spread === undefined ? null : <SpreadWords spread={candidate.spread} />}
      </div>
      <div>
        <div className={classes.bar} role="img" aria-label={said}>
          {candidate.terms.map(({ name, weighted, detail, weight, value }) => (
            <div
              key={name}
              className={classes.term}
              data-term={name}
              style={{ width: `${(weighted / most) * 100}%` }}
              title={`${TERM_WORDS[name]}: ${value.toFixed(2)} × ${weight} = ${weighted.toFixed(3)}. ${detail}`}
            />
          ))}
        </div>
        <ul className={classes.terms}>
          {candidate.terms.map(({ name, weighted, detail }) => (
            <li key={name} data-term={name}>
              {TERM_WORDS[name]} <strong>{weighted.toFixed(3)}</strong> <span className={classes.quiet}>{detail}</span>
            </li>
          ))}
        </ul>
      </div>
      <span className={classes.score}>{candidate.score?.toFixed(3) ?? '–'}</span>
    </li>
  );
}

/** What goes before any score where a job is spread. */
function SpreadWords({ spread: { over, value, tasks } }: { spread: NonNullable<Candidate['spread']> }) {
  const where = over === 'agent' ? 'here' : value === null ? `no label ${over}` : `in ${over}=${value}`;
  return (
    <span
      className={classes.quiet}
      title="A job that is spread goes where the fewest of its tasks are, before any score"
    >
      {plural(tasks, 'task')} {where}
    </span>
  );
}

function ExcludedRow({ candidate }: { candidate: Candidate }) {
  return (
    <li className={classes.row} data-out>
      <div className={classes.agent}>
        <span className={classes.name}>{candidate.agentId}</span>
        <span className={classes.quiet}>
          <IconFilterX size={13} aria-hidden /> Left out
        </span>
      </div>
      <ul className={classes.filters}>
        {candidate.excludedBy.map(({ filter, required, available, everPossible }) => (
          <li key={`${filter} ${required}`}>
            <strong>{FILTER_WORDS[filter]}</strong>
            <span>
              needs <b>{required}</b>, has <b>{available}</b>
            </span>
            {everPossible ? null : <span className={classes.never}>could never hold it</span>}
          </li>
        ))}
      </ul>
      <span className={classes.score}>–</span>
    </li>
  );
}

function Key({ most }: { most: number }) {
  return (
    <p className={classes.quiet}>
      A full bar is {most.toFixed(1)}, the best score there is: each term is a value from 0 to 1 times its weight.
    </p>
  );
}
