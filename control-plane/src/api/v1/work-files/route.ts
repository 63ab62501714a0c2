import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { uploadWorkFile } from '../../../services/work-file/upload-work-file.ts';

export const POST = apiRoute('uploadWorkFile', async ({ ctx, request }) => {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const length = request.headers.get('content-length');
  const upload = { body: request.body, type, length: length === null ? null : Number(length) };
  return json(await uploadWorkFile(ctx, upload), { status: 201 });
});
