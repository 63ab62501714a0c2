import { json, withCookies } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { followLink } from '../../../../services/session/follow-link.ts';

export const POST = apiRoute(
  'followLink',
  async ({ ctx, request, body }) => {
    const { session, setCookies } = await followLink(ctx, await body(), request.headers);
    return withCookies(json(session), setCookies);
  },
  { by: 'nobody' },
);
