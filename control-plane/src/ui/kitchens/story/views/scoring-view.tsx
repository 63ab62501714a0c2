import { TERM_WORDS } from '../../../receipt/receipt-words.ts';
import type { Position } from '../beats.ts';
import { chooseReceipt, scoresAt } from '../scenes/scoring.ts';
import classes from '../story.module.css';
import type { Story } from '../story.ts';

/** The kitchens that were weighed for an order, and how their scores come together term by term. */
export function ScoringView({ story, position }: { story: Story; position: Pick<Position, 'beat' | 'share'> }) {
  const chosen = chooseReceipt(story);
  if (chosen === null) return <p className={classes.nothing}>No scores were recorded.</p>;
  const rows = scoresAt(chosen.receipt, position);
  return (
    <ol className={classes.scores} aria-label="Kitchens by their scores">
      {rows.map(({ kitchenId, terms, score, won, held, room }) => (
        <li key={kitchenId} data-won={won || undefined}>
          <div className={classes.who}>
            <strong>{kitchenId}</strong>
            <span>
              held {held} of {room}
              {won ? ', chosen' : ''}
            </span>
          </div>
          <div>
            <div className={classes.score} aria-hidden>
              {terms.map(({ name, width }) => (
                <span key={name} data-term={name} style={{ width: `${width * 100}%` }} />
              ))}
            </div>
            <ul className={classes.details}>
              {terms
                .filter(({ width }) => width > 0)
                .map(({ name, weighted, detail }) => (
                  <li key={name} data-term={name}>
                    {TERM_WORDS[name]} {weighted.toFixed(3)} <span>{detail}</span>
                  </li>
                ))}
            </ul>
          </div>
          <output>{score.toFixed(3)}</output>
        </li>
      ))}
    </ol>
  );
}
