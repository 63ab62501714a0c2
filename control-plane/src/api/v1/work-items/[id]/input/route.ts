import { CLAIM_HEADER } from '@longshore/schemas';
import { apiRoute } from '../../../../../http/api-route.ts';
import { textStream } from '../../../../../http/text-stream.ts';
import { watchRights } from '../../../../../http/watch-rights.ts';
import { openInput } from '../../../../../services/work-item/open-input.ts';

export const GET = apiRoute<{ id: string }>('getWorkItemInput', async ({ ctx, params, request, runtime }) => {
  const input = await openInput(ctx, params.id, request.headers.get(CLAIM_HEADER));
  const headers = {
    'content-type': 'application/octet-stream',
    // Whatever somebody uploaded is nothing for a browser to show.
    'content-disposition': 'attachment',
  };
  const { log, stopping } = runtime;
  const rights = watchRights(runtime, { caller: ctx.caller, headers: request.headers, permission: 'work:perform' });
  return textStream(input, headers, { log, stopping, rights });
});
