import type { Candidate, Receipt } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Note } from '../parts/note.tsx';
import { StateIcon } from '../state/state-icon.tsx';
import { Ago } from '../time/ago.tsx';
import { formatExact } from '../time/exact-time.ts';
import { withStop } from '../words/sentence.ts';
import { CandidateRows, type ShownCandidate } from './candidate-rows.tsx';
import classes from './receipt.module.css';
import { FILTER_WORDS } from './receipt-words.ts';

/** One placement decision as a picture: agents as rows, what excluded them, and how the others scored. */
export function ReceiptPicture({ receipt }: { receipt: Receipt }) {
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
      <CandidateRows
        label="Agents"
        candidates={receipt.candidates.map(shownOf)}
        winner={receipt.winner}
        runnerUp={receipt.runnerUp}
      />
      {receipt.candidates.length === 0 ? (
        <p className={classes.quiet}>No agent was registered when it was decided.</p>
      ) : null}
    </div>
  );
}

function shownOf({ agentId, excludedBy, terms, score, spread }: Candidate): ShownCandidate {
  return {
    id: agentId,
    excludedBy: excludedBy.map(({ filter, required, available, everPossible }) => ({
      words: FILTER_WORDS[filter],
      required,
      available,
      never: !everPossible,
    })),
    terms,
    score,
    note: spread === undefined ? null : <SpreadWords spread={spread} />,
  };
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
