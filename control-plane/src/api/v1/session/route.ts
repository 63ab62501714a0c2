import { json, noContent, withCookies } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { peerAddress } from '../../../http/peer-address.ts';
import { readSession } from '../../../services/session/read-session.ts';
import { signIn } from '../../../services/session/sign-in.ts';
import { signOut } from '../../../services/session/sign-out.ts';

export const GET = apiRoute('readSession', async ({ ctx, request }) => {
  const { session, setCookies } = await readSession(ctx, request.headers);
  return withCookies(json(session), setCookies);
});

export const POST = apiRoute(
  'signIn',
  async ({ ctx, request, body }) => {
    const { headers } = request;
    const { session, setCookies } = await signIn(ctx, await body(), headers, peerAddress(headers));
    return withCookies(json(session), setCookies);
  },
  { by: 'nobody' },
);

export const DELETE = apiRoute('signOut', async ({ ctx, request }) =>
  withCookies(noContent(), await signOut(ctx, request.headers)),
);
