import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { getInstallation } from '../../../services/installation/get-installation.ts';

export const GET = apiRoute('getInstallation', async ({ ctx, runtime }) => json(getInstallation(ctx, runtime.config)));
