import type { ApiRequest } from './api-request.ts';
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

type Headed = Omit<ApiRequest, 'body'>;

function hostOf(request: Headed): string {
  return request.headers.get('host') ?? new URL(request.url).host;
}

const publicHostOf = ({ publicUrl }: OriginRules) => (publicUrl === null ? null : new URL(publicUrl).host);

/**
 * Refuses a `Host` that is none of ours while the program listens on loopback only: a foreign page can lead a visitor's
 * browser here by a name of its own (DNS rebinding). Whoever shows a key that counts is no such browser, and may come by
 * another address that leads here, as workers in containers do.
 *
 * @throws ProblemError 403
 */
export function refuseForeignHost(request: Headed, rules: OriginRules): void {
  const host = hostOf(request);
  const listensOnLoopback = LOOPBACK.test(rules.listensOn) || rules.listensOn === '::1';
  if (!listensOnLoopback || host === publicHostOf(rules) || LOOPBACK.test(hostnameOf(host))) return;
  throw refused(
    `The request is for the host ${host}, which is not this control plane.`,
    'Use its own address, or set LONGSHORE_PUBLIC_URL to the one that people use.',
  );
}

/**
 * Refuses changes that a foreign web page could make a visitor's browser send: those whose `Origin` is another site.
 *
 * @throws ProblemError 403
 */
export function refuseForeignOrigin(request: Headed, rules: OriginRules): void {
  if (!CHANGING.has(request.method)) return;
  const origin = request.headers.get('origin');
  if (origin === null) {
    if (request.headers.get('sec-fetch-site') === 'cross-site') {
      throw refused('The request comes from another site.', 'Use the control plane’s own pages or its API.');
    }
    return;
  }
  const originHost = URL.canParse(origin) ? new URL(origin).host : null;
  if (originHost !== null && (originHost === hostOf(request) || originHost === publicHostOf(rules))) return;
  throw refused(`The request comes from a page of ${origin}.`, 'Use the control plane’s own pages or its API.');
}
