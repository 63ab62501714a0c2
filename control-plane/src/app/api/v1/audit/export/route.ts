import { exportAuditQuery } from '@longshore/schemas';
import { apiRoute } from '../../../../../http/api-route.ts';
import { textStream } from '../../../../../http/text-stream.ts';
import { exportAudit } from '../../../../../services/audit/export-audit.ts';

const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8; header=present' };

export const GET = apiRoute('exportAudit', async ({ ctx, query, runtime }) => {
  const wanted = query(exportAuditQuery);
  const headers = {
    'content-type': TYPES[wanted.format],
    'content-disposition': `attachment; filename="longshore-audit.${wanted.format}"`,
  };
  return textStream(exportAudit(ctx, wanted), headers, runtime);
});
