import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { resetPassword } from '../../../../../services/user/reset-password.ts';

export const POST = apiRoute<{ id: string }>('resetPassword', async ({ ctx, params }) =>
  json(await resetPassword(ctx, params.id)),
);
