import { topicMessagesQuery } from '@longshore/schemas';
import { json } from '../../../../../http/answer.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { answerOnce } from '../../../../../services/idempotency/answer-once.ts';
import { produceMessages } from '../../../../../services/topic/produce-messages.ts';
import { readMessages } from '../../../../../services/topic/read-messages.ts';

interface Params {
  name: string;
}

export const GET = apiRoute<Params>('readMessages', async ({ ctx, params, query }) =>
  json(await readMessages(ctx, params.name, query(topicMessagesQuery))),
);

export const POST = apiRoute<Params>('produceMessages', async ({ ctx, params, ...call }) => {
  const body = await call.body();
  const idempotency = call.idempotency(`produceMessages/${params.name}`, body);
  const { answer, replayed } = await answerOnce(ctx, idempotency, () => produceMessages(ctx, params.name, body));
  return json(answer, { status: 201, headers: replayed ? { 'idempotency-replayed': 'true' } : {} });
});
