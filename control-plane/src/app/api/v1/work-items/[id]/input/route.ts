import { CLAIM_HEADER } from '@longshore/schemas';
import { apiRoute } from '../../../../../../http/api-route.ts';
import { openInput } from '../../../../../../services/work-item/open-input.ts';

export const GET = apiRoute<{ id: string }>('getWorkItemInput', async ({ ctx, params, request }) => {
  const input = await openInput(ctx, params.id, request.headers.get(CLAIM_HEADER));
  return new Response(input, {
    headers: {
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
      // Whatever somebody uploaded is nothing for a browser to show.
      'content-disposition': 'attachment',
    },
  });
});
