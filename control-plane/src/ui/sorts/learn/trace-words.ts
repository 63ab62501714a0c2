import { formatCount, plural } from '@longshore/schemas/words';
import type { Frame } from './play-trace.ts';

/** What happens in a picture, and why. */
export interface Caption {
  what: string;
  why: string;
}

/** The lines of quicksort, of which each picture is at one. */
export const QUICKSORT_LINES = [
  'Take a range; one number is sorted already',
  'Choose a pivot: of the first, the middle and the last, the one in between',
  'Put it in front',
  'Compare each other number with it: less goes before it, equal to it, greater to the end',
  'What equals the pivot is where it belongs',
  'Do the same with both sides, the shorter first',
] as const;

/** Which of the lines a picture is at; null: none. */
export function lineOf({ kind }: Frame): number | null {
  switch (kind) {
    case 'range':
      return 0;
    case 'choose':
    case 'pivot':
      return 1;
    case 'front':
      return 2;
    case 'compare':
    case 'swap':
      return 3;
    case 'placed':
      return 4;
    case 'other':
    case 'start':
    case 'done':
      return null;
  }
}

/** @param values - as they came */
export function captionOf(frame: Frame, values: readonly number[]): Caption {
  const at = (place: number | undefined) => values[frame.order[place ?? 0] ?? 0] ?? 0;
  const [one, other] = frame.places;
  switch (frame.kind) {
    case 'start':
      return {
        what: `${plural(values.length, 'number')}, as they came.`,
        why: 'Quicksort divides them by one of them, then each side by one of its own, until sides of one are left.',
      };
    case 'range':
      return rangeCaption(frame);
    case 'choose':
      return one === other
        ? {
            what: `${at(one)} stands for two of the three.`,
            why: 'The range is so short that middle and last are the same.',
          }
        : {
            what: `Looking for a pivot: ${at(one)} is ${compared(frame.verdict)} ${at(other)}.`,
            why: 'Of the first, the middle and the last number the one in between divides better than any one of them: sorted and reversed input do not make it slow.',
          };
    case 'pivot':
      return {
        what: `${at(one)} is the pivot.`,
        why: 'What is less will stand before it, what is greater behind it.',
      };
    case 'front':
      return {
        what: `The pivot ${at(frame.range?.from)} goes to the front of the range.`,
        why: 'There it is out of the way while the others are looked at.',
      };
    case 'compare':
      return compareCaption(at(one), at(other), frame.verdict);
    case 'swap':
      return swapCaption(frame, at);
    case 'placed':
      return {
        what:
          frame.places.length === 1
            ? `${at(one)} is where it belongs.`
            : `All ${formatCount(frame.places.length)} that are ${at(one)} are where they belong.`,
        why: sidesWords(frame),
      };
    case 'other':
      return {
        what:
          frame.verdict === null
            ? `${at(one)} and ${at(other)} change places.`
            : `${at(one)} is ${compared(frame.verdict)} ${at(other)}.`,
        why: 'Heap sort takes no more than n · log n comparisons, whatever the numbers.',
      };
    case 'done':
      return {
        what: `Sorted: ${plural(frame.comparisons, 'comparison')}, ${plural(frame.swaps, 'swap')}.`,
        why: `Comparing each with each would have taken ${formatCount((values.length * (values.length - 1)) / 2)}; n · log₂ n is ${formatCount(Math.round(values.length * Math.log2(Math.max(1, values.length))))}.`,
      };
  }
}

function compared(verdict: Frame['verdict']): string {
  if (verdict === 0) return 'equal to';
  return verdict === -1 ? 'less than' : 'greater than';
}

function rangeCaption({ range }: Frame): Caption {
  if (range === null) return { what: '', why: '' };
  const where = `places ${range.from + 1} to ${range.to}`;
  const count = plural(range.to - range.from, 'number');
  if (range.how === 'heap') {
    return {
      what: `Heap sort takes over ${where}.`,
      why: 'Ranges did not get shorter for 2 · log₂ n divisions: some inputs are made to do that to quicksort.',
    };
  }
  if (range.how === 'insertion') {
    return { what: `Insertion sort takes ${where}.`, why: `It is the fastest for ${count}.` };
  }
  return {
    what: `Now ${where}: ${count}.`,
    why: 'Everything before them is less or equal, everything behind greater or equal: they can be sorted on their own.',
  };
}

function compareCaption(number: number, pivot: number, verdict: Frame['verdict']): Caption {
  const what = `${number} is ${compared(verdict)} the pivot ${pivot}.`;
  if (verdict === -1) return { what, why: 'So it belongs before it.' };
  if (verdict === 0)
    return { what, why: 'So it stays with it: equal numbers cost one look, and are never looked at again.' };
  return { what, why: 'So it belongs behind it, with those at the end.' };
}

function swapCaption(frame: Frame, at: (place: number) => number): Caption {
  const [i = 0, j = 0] = frame.places;
  const { zones } = frame;
  // What is less changes places with the pivot before it; what is greater with the last that was not looked at.
  if (zones !== null && j < i) {
    return {
      what: `${at(j)} changes places with the pivot ${at(i)}.`,
      why: 'Now it stands before it, and the pivot is one place further.',
    };
  }
  return {
    what: `${at(j)} goes to the end, and ${at(i)} comes from there.`,
    why: `${at(i)} has not been looked at yet, and is the next.`,
  };
}

function sidesWords({ range, zones }: Frame): string {
  if (range === null || zones === null) return '';
  const left = zones.less - range.from;
  const right = range.to - zones.greater;
  if (left <= 1 && right <= 1) return 'Nothing is left to be sorted in this range.';
  if (left <= 1) return `Behind it ${plural(right, 'number')} are left to be sorted.`;
  if (right <= 1) return `Before it ${plural(left, 'number')} are left to be sorted.`;
  return `${plural(left, 'number')} before it and ${plural(right, 'number')} behind it are left: the shorter side first, so that little has to be remembered.`;
}
