import type { LabelChanges } from '@longshore/schemas';

/**
 * The labels that are laid over an agent's own, after a change of them.
 *
 * A label set to what the agent says by itself needs nothing laid over it: it follows the agent again. One that is taken
 * away is remembered only while the agent has it by itself.
 *
 * @param own - as the agent itself says
 * @param before - what was laid over them until now; null: taken away
 * @param changes - what is wanted, by name; null for all: the agent's own again
 */
export function labelOverrides(
  own: Readonly<Record<string, string>>,
  before: LabelChanges,
  changes: LabelChanges | null,
): LabelChanges {
  if (changes === null) return {};
  const next = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(changes)) {
    const needless = value === null ? own[name] === undefined : own[name] === value;
    if (needless) next.delete(name);
    else next.set(name, value);
  }
  return Object.fromEntries(next);
}
