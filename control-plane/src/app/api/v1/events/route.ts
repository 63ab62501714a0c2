import { apiRoute } from '../../../../http/api-route.ts';
import { eventStream } from '../../../../http/event-stream.ts';
import { watchRights } from '../../../../http/watch-rights.ts';

export const GET = apiRoute('streamEvents', async ({ ctx, request, runtime }) => {
  const { hub, metrics, stopping } = runtime;
  const rights = watchRights(runtime, { caller: ctx.caller, headers: request.headers, permission: null });
  return eventStream(request, { hub, metrics, stopping, rights });
});
