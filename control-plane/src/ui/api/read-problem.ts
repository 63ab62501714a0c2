import type { Problem } from '@longshore/schemas';

/**
 * What a refusal says in the API's own words (RFC 9457), or ours where something else answered, such as a proxy.
 *
 * @param body - as it was parsed; undefined: it was no JSON
 */
export function readProblem(status: number, body: unknown): Problem {
  if (isProblem(body)) return body;
  return {
    type: 'about:blank',
    title: `The control plane answered ${status}`,
    status,
    detail: 'It gave no reason that this page can read.',
    code: 'unexpected_answer',
    advice: 'Look at its log: .longshore/logs',
  };
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { title, detail, code, advice, errors } = body as { [Field in keyof Problem]?: unknown };
  return (
    [title, detail, code].every((words) => typeof words === 'string') &&
    (advice === undefined || typeof advice === 'string') &&
    (errors === undefined || (Array.isArray(errors) && errors.every(isFieldError)))
  );
}

function isFieldError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { path, message } = error as { path?: unknown; message?: unknown };
  return typeof path === 'string' && typeof message === 'string';
}
