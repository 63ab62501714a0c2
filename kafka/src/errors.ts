/** What a failure of the bus or the codec tells the one who has to act on it. */
export interface BusErrorDetails {
  /** Stable, for programs: `KAFKA_UNREACHABLE`, `TOPIC_NOT_FOUND`, … */
  code: string;
  /** Whether the same call may succeed later without a change by a person. */
  retryable: boolean;
  /** What was being done to what, such as `send to Job_Status on 127.0.0.1:9092`. */
  where: string;
  /** What a person can do about it, as a sentence. */
  advice: string;
  cause?: unknown;
}

/** The same in every copy of this module: a bundler makes one for each of its bundles. */
const brand = Symbol.for('longshore.BusError');

/** A failure of Kafka or of what stands around it, in words a user can act on. */
export class BusError extends Error {
  readonly [brand] = true;
  readonly code: string;
  readonly retryable: boolean;
  /** What happened, without where and what to do. */
  readonly what: string;
  readonly where: string;
  readonly advice: string;

  constructor(what: string, details: BusErrorDetails) {
    super(`${what} · ${details.where} · ${details.advice}`, { cause: details.cause });
    this.name = 'BusError';
    this.what = what;
    this.code = details.code;
    this.retryable = details.retryable;
    this.where = details.where;
    this.advice = details.advice;
  }
}

/** Whether something is a failure of the bus, also where it was made by another copy of this module. */
export function isBusError(error: unknown): error is BusError {
  return error instanceof Error && brand in error;
}

/** Another holder of the transactional id has taken over: this one must stop deciding and publishing. */
export class FencedError extends BusError {
  constructor(transactionalId: string, cause?: unknown) {
    super('Another holder of the transactional id has taken over', {
      code: 'FENCED',
      retryable: false,
      where: `transactional id ${transactionalId}`,
      advice: 'This process no longer leads; let it give up the lead and compete again.',
      cause,
    });
    this.name = 'FencedError';
  }
}

export type PoisonCode = 'NOT_AVRO' | 'UNKNOWN_SCHEMA_ID' | 'WRONG_SCHEMA' | 'UNDECODABLE';

/** A record that can never be read, however often it is tried: it belongs on the dead-letter topic. */
export class PoisonRecordError extends BusError {
  readonly poison: PoisonCode;

  constructor(what: string, poison: PoisonCode, where: string, cause?: unknown) {
    super(what, {
      code: `POISON_${poison}`,
      retryable: false,
      where,
      advice: 'The record goes to the dead-letter topic; compare the versions of the programs that wrote and read it.',
      cause,
    });
    this.name = 'PoisonRecordError';
    this.poison = poison;
  }
}

/** The schema registry gave no definite answer: wait and ask again. Says nothing about the record. */
export class RegistryUnreachableError extends BusError {
  constructor(what: string, where: string, cause?: unknown) {
    super(what, {
      code: 'SCHEMA_REGISTRY_UNREACHABLE',
      retryable: true,
      where,
      advice: 'Check that the schema registry runs and that SCHEMA_REGISTRY_URL is its address, path included.',
      cause,
    });
    this.name = 'RegistryUnreachableError';
  }
}

/** The registry is there, but does not hold the schema that this program writes with. */
export class SchemaNotRegisteredError extends BusError {
  constructor(record: string, subject: string, cause?: unknown) {
    super(`The schema of ${record} is not registered as this program knows it`, {
      code: 'SCHEMA_NOT_REGISTERED',
      retryable: true,
      where: `subject ${subject}`,
      advice: 'Run the initializer of this version: node kafka/src/initialize-main.ts',
      cause,
    });
    this.name = 'SchemaNotRegisteredError';
  }
}
