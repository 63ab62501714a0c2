import { isBusError } from '@longshore/kafka';
import { ProblemError } from '../../http/problem-error.ts';

/** Runs a call to Kafka; what it refuses or cannot do becomes a problem in words. */
export async function withKafkaProblems<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!isBusError(error)) throw error;
    throw new ProblemError(
      {
        status: error.retryable ? 503 : 422,
        code: error.retryable ? 'kafka_unreachable' : 'kafka_refused',
        title: error.retryable ? 'Kafka does not answer' : 'Kafka refused it',
        detail: `${error.what} (${error.where})`,
        advice: error.advice,
      },
      { cause: error },
    );
  }
}
