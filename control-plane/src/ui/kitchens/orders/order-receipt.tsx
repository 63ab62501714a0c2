'use client';
import { type OrderReceiptView, POLICIES } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { CandidateRows } from '../../receipt/candidate-rows.tsx';
import receipts from '../../receipt/receipt.module.css';
import { Ago } from '../../time/ago.tsx';
import { formatExact } from '../../time/exact-time.ts';
import { withStop } from '../../words/sentence.ts';

const EXCLUDED_WORDS: Record<string, string> = { closed: 'Open', full: 'Room', refused: 'Refused it' };

/** Why an order went where it went: the kitchens that were weighed, each with the terms of its score. */
export function OrderReceiptPicture({ receipt }: { receipt: OrderReceiptView }) {
  const { at, summary, candidates, winner, runnerUp, considered, excluded, policy, weights } = receipt;
  const left = considered - candidates.length;
  const out = [
    ...(excluded.full === 0 ? [] : [`${formatCount(excluded.full)} full`]),
    ...(excluded.closed === 0 ? [] : [`${formatCount(excluded.closed)} not open`]),
    ...(excluded.refused === 0 ? [] : [`${formatCount(excluded.refused)} had refused it`]),
  ];
  return (
    <div className={receipts.receipt}>
      <p className={receipts.summary}>
        {withStop(summary)}{' '}
        <span title={formatExact(at)} className={receipts.quiet}>
          Decided <Ago at={at} /> among {plural(considered, 'kitchen')}
          {out.length === 0 ? '' : `: ${out.join(', ')}`}.
        </span>
      </p>
      {candidates.length === 0 ? null : (
        <CandidateRows
          label="Kitchens"
          candidates={candidates.map((candidate) => ({
            id: candidate.kitchenId,
            excludedBy:
              candidate.excludedBy === null
                ? []
                : [
                    {
                      words: EXCLUDED_WORDS[candidate.excludedBy.filter] ?? candidate.excludedBy.filter,
                      required: candidate.excludedBy.required,
                      available: candidate.excludedBy.available,
                      never: false,
                    },
                  ],
            terms: candidate.terms,
            score: candidate.score,
            note: (
              <span className={receipts.quiet}>
                held {formatCount(candidate.held)} of {formatCount(candidate.room)}
              </span>
            ),
          }))}
          winner={winner}
          runnerUp={runnerUp}
          {...(weights === null
            ? { unweighed: `Chosen by ${POLICIES[policy]}: scores are shown, and were not asked.` }
            : {})}
        />
      )}
      {left > 0 ? <p className={receipts.quiet}>{plural(left, 'other kitchen')} not shown.</p> : null}
    </div>
  );
}
