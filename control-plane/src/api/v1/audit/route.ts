import { listAuditQuery } from '@longshore/schemas';
import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listAudit } from '../../../services/audit/list-audit.ts';

export const GET = apiRoute('listAudit', async ({ ctx, query }) => json(await listAudit(ctx, query(listAuditQuery))));
