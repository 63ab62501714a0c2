import { json } from '../../../http/answer.ts';
import { apiRoute } from '../../../http/api-route.ts';
import { answerOnce } from '../../../services/idempotency/answer-once.ts';
import { createTopic } from '../../../services/topic/create-topic.ts';
import { listTopics } from '../../../services/topic/read-topics.ts';

export const GET = apiRoute('listTopics', async ({ ctx }) => json(await listTopics(ctx)));

export const POST = apiRoute('createTopic', async ({ ctx, ...call }) => {
  const body = await call.body();
  const { answer: topic, replayed } = await answerOnce(ctx, call.idempotency('createTopic', body), () =>
    createTopic(ctx, body),
  );
  return json(topic, {
    status: 201,
    headers: {
      location: `/api/v1/topics/${encodeURIComponent(topic.name)}`,
      ...(replayed ? { 'idempotency-replayed': 'true' } : {}),
    },
  });
});
