import type { z } from 'zod';
import { invalidRequest } from './problem-error.ts';

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );
}

/** Each bad field with its path. Unknown fields are named one by one; of a union, the branch that fits best speaks. */
function fieldErrors(issues: readonly z.core.$ZodIssue[]): { path: string; message: string }[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'unknown field' }));
    }
    if (issue.code === 'invalid_key' || issue.code === 'invalid_element') {
      return issue.issues.map((inner) => ({ path: pathOf(issue.path), message: inner.message }));
    }
    return [{ path: pathOf(issue.path), message: issue.message }];
  });
}

/**
 * Parses what a client sent.
 *
 * @throws ProblemError 422 with the path of each bad field
 */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidRequest(fieldErrors(parsed.error.issues));
}
