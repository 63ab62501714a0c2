import { apiRoute } from '../../../http/api-route.ts';
import { eventStream } from '../../../http/event-stream.ts';
import { RightsOfListener } from '../../../http/watch-rights.ts';

export const GET = apiRoute('streamEvents', async ({ ctx: { caller }, request, runtime }) => {
  const { hub, metrics, stopping } = runtime;
  const watched = { caller, headers: request.headers, permission: null };
  return eventStream(request, {
    hub,
    metrics,
    stopping,
    watch: (lost) => new RightsOfListener(runtime, watched, lost),
  });
});
