import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { listGroups } from '../../../services/topic/list-groups.ts';

export const GET = apiRoute('listGroups', async ({ ctx }) => json(await listGroups(ctx)));
