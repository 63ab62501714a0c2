import { json, noContent } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listSessions } from '../../../services/session/list-sessions.ts';
import { signOutEverywhere } from '../../../services/session/sign-out.ts';

export const GET = apiRoute('listSessions', async ({ ctx }) => json(await listSessions(ctx)));

export const DELETE = apiRoute('signOutEverywhere', async ({ ctx }) => {
  await signOutEverywhere(ctx);
  return noContent();
});
