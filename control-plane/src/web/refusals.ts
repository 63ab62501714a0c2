import type { Answer } from '../http/answer.ts';
import { apiRoute, type RouteCall } from '../http/api-route.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import { METHODS, type RouteModule } from '../http/route-table.ts';

const pathOf = (url: string) => new URL(url).pathname;

/** What no route answers: a problem as everywhere, and only for those who are signed in. */
export const unknownPath = apiRoute<unknown>('unknown', async ({ request: { method, url } }) => {
  throw notFound(`There is no ${method} ${pathOf(url)}.`, 'What there is stands in /api/v1/openapi.json.');
});

const otherMethod = apiRoute<{ allowed: string }>('unknown', async ({ request: { method, url }, params }) => {
  throw new ProblemError({
    status: 405,
    code: 'method_not_allowed',
    title: 'Method not allowed',
    detail: `There is no ${method} ${pathOf(url)}.`,
    advice: `It may be asked by ${params.allowed}.`,
  });
});

/** The methods that a path has, as `Allow` names them (RFC 9110 § 10.2.1). */
export function allowedMethods(methods: RouteModule): string {
  const own = METHODS.filter((method) => methods[method] !== undefined);
  return [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

/** Refuses a method that a path does not have. */
export async function methodNotAllowed(call: RouteCall<unknown>, methods: RouteModule): Promise<Answer> {
  const allowed = allowedMethods(methods);
  const answer = await otherMethod({ ...call, params: { allowed } });
  return { ...answer, headers: { ...answer.headers, ...(answer.status === 405 ? { allow: allowed } : {}) } };
}
