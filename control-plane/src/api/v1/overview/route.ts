import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { getOverview } from '../../../services/overview/get-overview.ts';

export const GET = apiRoute('getOverview', async ({ ctx }) => json(await getOverview(ctx)));
