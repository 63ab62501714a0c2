import type { SortReport, SortTry } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';

/** What a sorter does in each step. */
export const STEP_WORDS: Record<SortTry['step'], { word: string; means: string }> = {
  sample: { word: 'Sample', means: 'reads a share, counts it and draws a sample' },
  part: { word: 'Part', means: 'sends each element of a share to the part it belongs to' },
  sort: { word: 'Sort', means: 'sorts a part and writes it to the result' },
};

/** A piece of work by its name: `Sort r.3`, `Part r, share 2`. */
export function tryName({ step, part, share }: Pick<SortTry, 'step' | 'part' | 'share'>): string {
  return step === 'sort' ? `Sort ${part}` : `${STEP_WORDS[step].word} ${part}, share ${share + 1}`;
}

/** `7 tries, 1 lost, 1 came late` */
export function triesWords(tries: SortReport['tries']): string {
  const inState = (...states: string[]) => tries.filter(({ state }) => states.includes(state)).length;
  const lost = inState('abandoned', 'failed');
  const late = inState('late');
  return [
    plural(tries.length, 'try', 'tries'),
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(late > 0 ? [`${late} came late`] : []),
  ].join(', ');
}
