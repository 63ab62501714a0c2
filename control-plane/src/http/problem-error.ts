import type { Problem } from '@longshore/schemas';

/** What goes into a problem beside its status; the title follows from the status unless given. */
export interface ProblemDetails {
  status: number;
  /** For programs: `not_found`, `conflict`, … */
  code: string;
  title: string;
  /** One sentence about this very case. */
  detail: string;
  advice?: string;
  /** When to try again; told as `Retry-After` too. */
  retryAfterSeconds?: number;
  errors?: { path: string; message: string }[];
}

/** A request that is refused, in the words that the caller reads (RFC 9457). Thrown by services and routes. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;

  constructor(details: ProblemDetails, options?: ErrorOptions) {
    super(details.detail, options);
    this.problem = { type: `urn:longshore:problem:${details.code}`, ...details };
  }
}

/** There is no such thing. */
export function notFound(what: string, advice: string): ProblemError {
  return new ProblemError({ status: 404, code: 'not_found', title: 'Not found', detail: what, advice });
}

/** The request is understood, but the state of the thing forbids it. */
export function conflict(what: string, advice: string, code = 'conflict'): ProblemError {
  return new ProblemError({ status: 409, code, title: 'Conflict', detail: what, advice });
}

/** The request's own content is refused, with the fields that are to be changed. */
export function invalidRequest(errors: { path: string; message: string }[], detail?: string): ProblemError {
  const first = errors[0];
  const words = first === undefined ? 'The request is not as expected.' : `${first.path || 'body'}: ${first.message}`;
  return new ProblemError({
    status: 422,
    code: 'invalid_request',
    title: 'Invalid request',
    detail: detail ?? (errors.length > 1 ? `${words} (and ${errors.length - 1} more)` : words),
    advice: 'Change the fields named under errors and send it again.',
    errors,
  });
}
