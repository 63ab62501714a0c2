import { json } from '../../../../http/answer.ts';
import { apiRoute } from '../../../../http/api-route.ts';
import { makeLink } from '../../../../services/session/make-link.ts';

export const POST = apiRoute('makeLink', async ({ ctx }) => json(await makeLink(ctx), { status: 201 }));
