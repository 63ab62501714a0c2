import { apiRoute, json } from '../../../../../http/api-route.ts';
import { makeLink } from '../../../../../services/session/make-link.ts';

export const POST = apiRoute('makeLink', async ({ ctx }) => json(await makeLink(ctx), { status: 201 }));
