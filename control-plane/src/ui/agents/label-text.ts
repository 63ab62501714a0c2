import { type AgentDetail, type LabelChanges, labelChangesSchema } from '@longshore/schemas';

/** Labels as one edits them: one `name=value` a line, in the order of their names. */
export function textOfLabels(labels: AgentDetail['labels']): string {
  return Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

/** What a text asks for: the changes that lead to exactly its labels, or why it cannot be labels, in words. */
export type LabelTextReading = { ok: true; changes: LabelChanges } | { ok: false; error: string };

/** Reads an edited text against the labels that are in force. */
export function readLabelText(text: string, inForce: AgentDetail['labels']): LabelTextReading {
  const wanted = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    const name = line.slice(0, at).trim();
    if (at < 1) return { ok: false, error: `Line ${index + 1}: expected name=value, such as zone=eu-1.` };
    if (wanted.has(name)) return { ok: false, error: `Line ${index + 1}: ${name} is there twice.` };
    const value = line.slice(at + 1).trim();
    const parsed = labelChangesSchema.safeParse({ [name]: value });
    if (!parsed.success) return { ok: false, error: `Line ${index + 1}: ${wordsOf(parsed.error.issues)}.` };
    wanted.set(name, value);
  }
  const set = [...wanted].filter(([name, value]) => inForce[name] !== value);
  const taken = Object.keys(inForce).filter((name) => !wanted.has(name));
  return { ok: true, changes: Object.fromEntries([...set, ...taken.map((name): [string, null] => [name, null])]) };
}

type Issue = { message: string; code?: string; issues?: readonly { message: string }[] };

/** A bad name is told by the issue inside the one about its key. */
function wordsOf(issues: readonly object[]): string {
  const [first] = issues as readonly Issue[];
  return first?.issues?.[0]?.message ?? first?.message ?? 'no label';
}
