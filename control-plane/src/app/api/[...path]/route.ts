import { apiRoute } from '../../../http/api-route.ts';
import { notFound } from '../../../http/problem-error.ts';

/** What no route answers: a problem as everywhere, rather than a page. */
const unknownPath = apiRoute<{ path: string[] }>('unknown', async ({ request, params }) => {
  throw notFound(
    `There is no ${request.method} /api/${params.path.join('/')}.`,
    'What there is stands in /api/v1/openapi.json.',
  );
});

export const GET = unknownPath;
export const POST = unknownPath;
export const PUT = unknownPath;
export const PATCH = unknownPath;
export const DELETE = unknownPath;
