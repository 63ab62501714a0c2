import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { uploadInput } from '../../../../../services/sort/upload-input.ts';

/** What the client said that it would send; null: nothing. */
function declaredBytes(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

export const POST = apiRoute<{ id: string }>('uploadSortInput', async ({ ctx, params, request }) =>
  json(await uploadInput(ctx, params.id, request.body, declaredBytes(request.headers)), { status: 202 }),
);
