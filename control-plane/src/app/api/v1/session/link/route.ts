import { apiRoute, json } from '../../../../../http/api-route.ts';
import { withCookies } from '../../../../../http/with-cookies.ts';
import { followLink } from '../../../../../services/session/follow-link.ts';

export const POST = apiRoute(
  'followLink',
  async ({ ctx, request, body }) => {
    const { session, setCookies } = await followLink(ctx, await body(), request.headers);
    return withCookies(json(session), setCookies);
  },
  { by: 'nobody' },
);
