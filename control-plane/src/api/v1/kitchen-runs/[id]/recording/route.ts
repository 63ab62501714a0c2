import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { getRecording } from '../../../../../services/kitchen-run/get-recording.ts';

export const GET = apiRoute<{ id: string }>('getRunRecording', async ({ ctx, params }) =>
  json(await getRecording(ctx, params.id)),
);
