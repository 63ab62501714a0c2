import { ProblemError } from './problem-error.ts';

/** Methods that change something: a foreign page must not be able to send them with a visitor's browser. */
const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

function refused(detail: string, advice: string): ProblemError {
  return new ProblemError({ status: 403, code: 'foreign_origin', title: 'Forbidden', detail, advice });
}

export interface OriginRules {
  /** The address under which people reach the control plane; null: only what listens tells. */
  publicUrl: string | null;
  /** The address that the program listens on. */
  listensOn: string;
}

/**
 * Refuses what a foreign web page could make a visitor's browser send: a `Host` that is none of ours (DNS rebinding)
 * while the program listens on loopback only, and changes whose `Origin` is another site.
 *
 * @throws ProblemError 403
 */
export function refuseForeignOrigin(request: Request, rules: OriginRules): void {
  const host = request.headers.get('host') ?? new URL(request.url).host;
  const publicHost = rules.publicUrl === null ? null : new URL(rules.publicUrl).host;
  const listensOnLoopback = LOOPBACK.test(rules.listensOn) || rules.listensOn === '::1';
  // Whoever shows a key is not a visitor's browser that was led here: nothing that it keeps counts beside a key. Workers in
  // containers come by another address, which leads to the loopback one.
  const showsKey = request.headers.has('authorization');
  if (listensOnLoopback && !showsKey && host !== publicHost && !LOOPBACK.test(hostnameOf(host))) {
    throw refused(
      `The request is for the host ${host}, which is not this control plane.`,
      'Use its own address, or set LONGSHORE_PUBLIC_URL to the one that people use.',
    );
  }
  if (!CHANGING.has(request.method)) return;
  const origin = request.headers.get('origin');
  if (origin === null) {
    if (request.headers.get('sec-fetch-site') === 'cross-site') {
      throw refused('The request comes from another site.', 'Use the control plane’s own pages or its API.');
    }
    return;
  }
  const originHost = URL.canParse(origin) ? new URL(origin).host : null;
  if (originHost !== null && (originHost === host || originHost === publicHost)) return;
  throw refused(`The request comes from a page of ${origin}.`, 'Use the control plane’s own pages or its API.');
}
