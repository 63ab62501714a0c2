import { WORK_FAILURES, type WorkItem } from '@longshore/schemas';
import { formatDuration, plural } from '@longshore/schemas/words';
import Link from 'next/link';
import failure from '../../jobs/failure-card.module.css';
import { Note } from '../../parts/note.tsx';
import { StateIcon } from '../../state/state-icon.tsx';
import { Countdown } from '../../time/countdown.tsx';
import { withStop } from '../../words/sentence.ts';
import { lifeEntries } from './life.ts';

const MOST_BEFORE = 5;

/** Of an item that failed: the reason, what happened before, and what to do; of one that is tried again, why. */
export function ItemFailure({ item }: { item: WorkItem }) {
  if (item.failure === null) return null;
  const { words, advice } = WORK_FAILURES[item.failure.code];
  if (item.status === 'queued') {
    return (
      <Note
        tone="look"
        icon={<StateIcon icon="hourglass" size={18} />}
        title={`Try ${item.tries} of ${item.maxTries}: ${words.toLowerCase()}`}
      >
        {withStop(item.failure.message)}{' '}
        {item.dueAt === null ? (
          'It is offered again.'
        ) : (
          <>
            Offered again <Countdown at={item.dueAt} />.
          </>
        )}
      </Note>
    );
  }
  if (item.status !== 'failed') return null;
  const before = lifeEntries(item.life)
    .slice(0, -1)
    .filter(({ moment }) => moment.what !== 'submitted')
    .slice(-MOST_BEFORE);
  return (
    <section className={failure.card} data-tone="badly" aria-label="Why it failed">
      <div className={failure.reason}>
        <StateIcon icon="cross" size={20} />
        <div>
          <h2>{words}</h2>
          <p>{withStop(item.failure.message)}</p>
        </div>
      </div>
      <div className={failure.columns}>
        <div>
          <h3>What happened before</h3>
          <ol>
            {item.tries > 1 ? <li>{plural(item.tries - 1, 'earlier try', 'earlier tries')} failed too</li> : null}
            {before.map(({ moment, words: what, times }) => (
              <li key={`${moment.at}${moment.what}`}>
                {what}
                {times > 1 ? `, ${times} times` : ''},{' '}
                <span className="ls-tabular">{formatDuration(Date.parse(moment.at) - Date.parse(item.createdAt))}</span>{' '}
                after the submit
              </li>
            ))}
          </ol>
        </div>
        <div>
          <h3>What to do</h3>
          <p>{advice}</p>
          <p>
            <Link href={`/work/new?from=${item.id}`}>Submit it with changes</Link> ·{' '}
            <Link href={`/work/dead?filter=type:${item.type}`}>Other dead letters of {item.type}</Link>
          </p>
        </div>
      </div>
    </section>
  );
}
