import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { listActors } from '../../../../services/audit/list-actors.ts';

export const GET = apiRoute('listAuditActors', async ({ ctx }) => json(await listActors(ctx)));
