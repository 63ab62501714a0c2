import { connect, type Socket } from 'node:net';
import { type ISocketFactory, Kafka, logLevel, type RetryOptions } from 'kafkajs';
import './quiet-timers.ts';
import { BusError } from './errors.ts';

/** Where to connect, and how patient to be. */
export interface KafkaBusOptions {
  /** Addresses of brokers to begin with, `host:port`. */
  bootstrapServers: readonly string[];
  /** How brokers' logs and quotas call this program. */
  clientId: string;
  /** Longest wait for any one call, in milliseconds. @default 15000 */
  deadlineMs?: number;
}

/** A client of kafkajs, and a way to end it that does not depend on its good will. */
export interface Connection {
  kafka: Kafka;
  /** Cuts every socket; what waits for an answer fails at once. */
  cut(): void;
}

const defaultRetry: RetryOptions = {
  initialRetryTime: 100,
  maxRetryTime: 2_000,
  factor: 0.2,
  multiplier: 2,
  retries: 5,
};

const keepAliveMs = 30_000;

/** Sockets as kafkajs makes them, remembered so that a client whose socket went dead can be ended for certain. */
function rememberedSockets(): { socketFactory: ISocketFactory; cut: () => void } {
  const sockets = new Set<Socket>();
  const givenUp = () => new Error('the connection was given up');
  let over = false;
  const socketFactory: ISocketFactory = ({ host, port, onConnect }) => {
    const socket = connect({ host, port }, onConnect);
    socket.setKeepAlive(true, keepAliveMs);
    socket.setNoDelay(true);
    sockets.add(socket);
    // What a client that was given up still has under way may not connect it again.
    if (over) socket.destroy(givenUp());
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  return {
    socketFactory,
    cut: () => {
      over = true;
      // With an error, since kafkajs listens for nothing else that would tell it.
      for (const socket of sockets) socket.destroy(givenUp());
    },
  };
}

/** Opens a client whose every request has a deadline. Failures are thrown, so it is kept from logging them too. */
export function openConnection(options: KafkaBusOptions, retry: RetryOptions = defaultRetry): Connection {
  const { socketFactory, cut } = rememberedSockets();
  const kafka = new Kafka({
    clientId: options.clientId,
    brokers: [...options.bootstrapServers],
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    enforceRequestTimeout: true,
    logLevel: logLevel.NOTHING,
    socketFactory,
    retry,
  });
  return { kafka, cut };
}

/**
 * Ends a client that is not wanted any more: politely, and by force when it takes long. That it cannot say goodbye to
 * a broker which is away changes nothing for anyone, so neither a failure nor a long wait is passed on.
 */
export async function endConnection(
  connection: Connection,
  disconnect: () => Promise<void>,
  deadlineMs: number,
): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, deadlineMs);
  await Promise.race([
    late,
    disconnect().then(
      () => undefined,
      (error: unknown) => error,
    ),
  ]);
  clearTimeout(timer);
  connection.cut();
}

/** Rejects with a retryable `BusError` when `work` has not settled in time. The work itself cannot be called back. */
export async function withDeadline<Value>(work: Promise<Value>, deadlineMs: number, where: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new BusError(`Kafka did not answer within ${deadlineMs} ms`, {
          code: 'KAFKA_TIMED_OUT',
          retryable: true,
          where,
          advice: 'Check that the brokers run and can be reached.',
        }),
      );
    }, deadlineMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
