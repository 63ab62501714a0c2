import type { OrderReceiptView } from '@longshore/schemas';
import { TERM_NAMES, type TermName } from '@longshore/schemas/placement';
import { formatCount, plural } from '@longshore/schemas/words';
import { ease } from '../../city/way.ts';
import type { Position } from '../beats.ts';
import type { Story } from '../story.ts';
import type { Scene } from './scene.ts';

type Candidate = OrderReceiptView['candidates'][number];

/** A receipt that was weighed among several: the one with the most kitchens that fitted. */
export function chooseReceipt({ receipts }: Pick<Story, 'receipts'>): Story['receipts'][number] | null {
  const fitting = ({ receipt }: Story['receipts'][number]) =>
    receipt.weights === null ? 0 : receipt.candidates.filter(({ score }) => score !== null).length;
  let best: Story['receipts'][number] | null = null;
  for (const each of receipts) if (fitting(each) > 1 && (best === null || fitting(each) > fitting(best))) best = each;
  return best;
}

/** How much of each candidate’s score is shown at a position: term after term grows to what it is worth. */
export interface ShownScore {
  kitchenId: string;
  terms: { name: TermName; width: number; weighted: number; detail: string }[];
  /** The sum of what is shown. */
  score: number;
  /** Whether the winner is told by now, and it is this. */
  won: boolean;
  held: number;
  room: number;
}

/** The first beat tells who is considered; then comes a beat for each term, and at last the winner. */
export function scoresAt(receipt: OrderReceiptView, { beat, share }: Pick<Position, 'beat' | 'share'>): ShownScore[] {
  const isOver = beat > TERM_NAMES.length;
  return receipt.candidates
    .filter(({ score }) => score !== null)
    .map(({ kitchenId, terms, held, room }) => {
      const shown = TERM_NAMES.flatMap((name, index) => {
        const term = terms.find((one) => one.name === name);
        const grown = beat > index + 1 ? 1 : beat === index + 1 ? ease(Math.min(1, share * 2)) : 0;
        return term === undefined
          ? []
          : [{ name, width: term.weighted * grown, weighted: term.weighted, detail: term.detail }];
      });
      return {
        kitchenId,
        terms: shown,
        score: shown.reduce((sum, { width }) => sum + width, 0),
        won: isOver && kitchenId === receipt.winner,
        held,
        room,
      };
    });
}

const WHAT: Record<TermName, string> = {
  load: 'Load: how much of its room is free',
  specialty: 'Specialty: whether it cooks this dish faster than others',
  time: 'Time: how quick its last dishes were',
  distance: 'Distance: how near it is to the customer',
};

const bestBy = (candidates: readonly Candidate[], name: TermName): Candidate | null => {
  const value = (candidate: Candidate) => candidate.terms.find((term) => term.name === name)?.weighted ?? 0;
  const most = Math.max(...candidates.map(value));
  const best = candidates.filter((candidate) => value(candidate) === most);
  return best.length === 1 ? (best[0] ?? null) : null;
};

/** How a kitchen was chosen, on candidates that were truly weighed. */
export const scoring: Scene = {
  title: 'The scoring',
  beats: (story) => {
    const chosen = chooseReceipt(story);
    const still = { fromMs: chosen?.atMs ?? story.fromMs, toMs: chosen?.atMs ?? story.fromMs };
    if (chosen === null) {
      return [
        {
          ...still,
          caption:
            'No order of this run was weighed among several kitchens: its policy asks no score, or there was one kitchen. A run with the policy “scored” shows it.',
          forMs: 5_000,
        },
      ];
    }
    const { receipt, order } = chosen;
    const { weights, considered, excluded, candidates } = receipt;
    const fitting = candidates.filter(({ score }) => score !== null);
    const left = excluded.closed + excluded.full + excluded.refused;
    const dish = story.orders[order]?.dish ?? 'a dish';
    return [
      {
        ...still,
        caption: `An order for ${dish}: ${plural(considered, 'kitchen')} considered, ${formatCount(left)} left out${excluded.full > 0 ? ' for want of room' : ''}. These are the best of the others.`,
        forMs: 4_500,
      },
      ...TERM_NAMES.map((name) => {
        const best = bestBy(fitting, name);
        return {
          ...still,
          caption: `${WHAT[name]}, which counts ${weights?.[name] ?? 0}. ${best === null ? 'Here it tells none from the others.' : `Best: ${best.kitchenId}, ${best.terms.find((term) => term.name === name)?.detail ?? ''}.`}`,
          forMs: 4_500,
        };
      }),
      { ...still, caption: `${receipt.summary}.`, forMs: 5_000 },
    ];
  },
  live: (story) => {
    const chosen = chooseReceipt(story);
    return chosen === null ? 'No order was weighed among several kitchens just now.' : `${chosen.receipt.summary}.`;
  },
};
