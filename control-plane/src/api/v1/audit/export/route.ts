import { exportAuditQuery } from '@longshore/schemas';
import { apiRoute } from '../../../../http/api-route.ts';
import { textStream } from '../../../../http/text-stream.ts';
import { watchRights } from '../../../../http/watch-rights.ts';
import { exportAudit } from '../../../../services/audit/export-audit.ts';

const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8; header=present' };

export const GET = apiRoute('exportAudit', async ({ ctx, query, request, runtime }) => {
  const wanted = query(exportAuditQuery);
  const headers = {
    'content-type': TYPES[wanted.format],
    'content-disposition': `attachment; filename="longshore-audit.${wanted.format}"`,
  };
  const { log, stopping } = runtime;
  const rights = watchRights(runtime, { caller: ctx.caller, headers: request.headers, permission: 'audit:read' });
  return textStream(exportAudit(ctx, wanted), headers, { log, stopping, rights });
});
