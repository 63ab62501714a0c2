import { shareOut, TERM_NAMES, type TermName, type Weights } from '@longshore/schemas/placement';

/** Sliders in hundredths, so that what they show can be said without rounding. */
export type Sliders = Readonly<Record<TermName, number>>;

const each = (of: (name: TermName) => number): Sliders =>
  Object.fromEntries(TERM_NAMES.map((name) => [name, of(name)])) as Record<TermName, number>;

export function slidersOf(weights: Weights): Sliders {
  return each((name) => Math.round(weights[name] * 100));
}

/** What is sent: as the sliders stand. The control plane brings them to a sum of 1, and says so. */
export function weightsOf(sliders: Sliders): Weights {
  return each((name) => sliders[name] / 100);
}

/** What the sliders come to when they are brought to a sum of 1; null: all are 0, which weighs nothing. */
export function sharesOf(sliders: Sliders): Weights | null {
  return shareOut(weightsOf(sliders));
}

/** What is to be said of sliders that do not sum to 1, or cannot; null: nothing. */
export function slidersNote(sliders: Sliders): string | null {
  const sum = TERM_NAMES.reduce((total, name) => total + sliders[name], 0);
  const shares = sharesOf(sliders);
  if (shares === null) return 'One of them has to count: above 0.';
  if (sum === 100) return null;
  const words = TERM_NAMES.map((name) => `${name} ${shares[name].toFixed(2)}`).join(', ');
  return `They sum to ${(sum / 100).toFixed(2)}; brought to 1: ${words}.`;
}
