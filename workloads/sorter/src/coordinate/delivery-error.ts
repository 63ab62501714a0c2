import { BusError } from '@longshore/kafka';
import { ChunksMissingError } from '../exchange/read-chunks.ts';

/** The output topic cannot take the result, or does not have what it took: the sort fails with these words. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message.slice(0, 2_000), { cause });
    this.code = code;
  }
}

/** Says that the output topic is not this sort's alone. */
export function disturbed(topic: string, how: string, cause?: unknown): DeliveryError {
  return new DeliveryError(
    'OUTPUT_DISTURBED',
    `Somebody else has written to ${topic} or deleted from it: ${how}`,
    cause,
  );
}

/** What ended an attempt, where no other attempt could mend it; null: it is nothing of the kind. */
export function lastingFailure(error: unknown, topic: string): DeliveryError | null {
  if (error instanceof DeliveryError) return error;
  if (error instanceof ChunksMissingError) return new DeliveryError('CHUNKS_MISSING', error.message, error);
  if (!(error instanceof BusError) || error.retryable) return null;
  if (error.code === 'OUT_OF_SEQUENCE' || error.code === 'OUT_OF_PLACE') return disturbed(topic, error.what, error);
  return new DeliveryError(error.code, `${topic} does not take the result: ${error.message}`, error);
}
