import kafkajs from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { BusError } from './errors.ts';
import { isFencing, translateKafkaError } from './translate-kafka-error.ts';

const { KafkaJSError, KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError } = kafkajs;

const refusal = (type: string) =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1, retriable: false }));
const afterRetries = (cause: Error) => new KafkaJSNumberOfRetriesExceeded(cause, { retryCount: 3, retryTime: 1 });

describe('what kafkajs throws', () => {
  it.each([
    ['UNKNOWN_TOPIC_OR_PARTITION', 'TOPIC_NOT_FOUND', false],
    ['INVALID_TOPIC_EXCEPTION', 'TOPIC_NAME_REFUSED', false],
    ['INVALID_REPLICATION_FACTOR', 'TOO_FEW_BROKERS', true],
    ['MESSAGE_TOO_LARGE', 'RECORD_TOO_LARGE', false],
    ['INVALID_RECORD', 'RECORD_REFUSED', false],
  ])('becomes words: %s is %s', (type, code, retryable) => {
    for (const error of [refusal(type), afterRetries(refusal(type))]) {
      const translated = translateKafkaError(error, 'send to t');
      expect(translated).toBeInstanceOf(BusError);
      expect(translated).toMatchObject({ code, retryable, where: 'send to t' });
      expect(translated.message).toMatch(/ · send to t · /);
    }
  });

  it('is retryable when the brokers could not be reached', () => {
    const refused = new KafkaJSConnectionError('connect ECONNREFUSED', { broker: 'a:1', code: 'ECONNREFUSED' });
    expect(translateKafkaError(afterRetries(refused), 'w')).toMatchObject({
      code: 'KAFKA_UNREACHABLE',
      retryable: true,
    });
    expect(translateKafkaError(new KafkaJSError('gone'), 'w')).toMatchObject({ code: 'KAFKA_UNREACHABLE' });
  });

  it('is passed on as it is when it is a mistake in a program, or translated already', () => {
    const mistake = new TypeError('x is not a function');
    expect(translateKafkaError(mistake, 'w')).toBe(mistake);
    const translated = translateKafkaError(new KafkaJSError('gone'), 'first');
    expect(translateKafkaError(translated, 'second')).toBe(translated);
  });

  it('tells that another holder of a transactional id took over', () => {
    expect(isFencing(refusal('INVALID_PRODUCER_EPOCH'))).toBe(true);
    expect(isFencing(afterRetries(refusal('PRODUCER_FENCED')))).toBe(true);
    expect(isFencing(refusal('CONCURRENT_TRANSACTIONS'))).toBe(false);
    expect(isFencing(new Error('anything'))).toBe(false);
  });
});
