import { apiRoute } from '../../../../http/api-route.ts';
import { eventStream } from '../../../../http/event-stream.ts';

export const GET = apiRoute('streamEvents', async ({ request, runtime }) => eventStream(request, runtime));
