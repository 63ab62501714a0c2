import { apiRoute } from '../../../../../http/api-route.ts';
import { textStream } from '../../../../../http/text-stream.ts';
import { watchRights } from '../../../../../http/watch-rights.ts';
import { exportResult } from '../../../../../services/sort/export-result.ts';

export const GET = apiRoute<{ id: string }>('getSortResult', async ({ ctx, params, request, runtime }) => {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': `attachment; filename="longshore-sort-${params.id.replace(/[^0-9a-f-]/g, '')}.txt"`,
  };
  const { log, stopping } = runtime;
  const rights = watchRights(runtime, { caller: ctx.caller, headers: request.headers, permission: 'sorts:read' });
  return textStream(exportResult(ctx, params.id), headers, { log, stopping, rights });
});
