import type { Style } from './style.ts';
import { pad, widthOf } from './width.ts';

/** Names and values under each other; a value that is null is left out. */
export function formatFacts(facts: readonly (readonly [name: string, value: string | null])[], style: Style): string {
  const shown = facts.filter((fact): fact is readonly [string, string] => fact[1] !== null);
  const widest = Math.max(0, ...shown.map(([name]) => widthOf(name)));
  return shown.map(([name, value]) => `${style.faint(pad(name, widest))}  ${value}\n`).join('');
}
