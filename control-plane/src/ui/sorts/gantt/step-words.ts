import type { SortTry } from '@longshore/schemas';

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
