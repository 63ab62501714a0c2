import type { BusRecord, RecordBatch } from '@longshore/kafka';
import { PoisonRecordError } from '@longshore/kafka';
import type { Apply, Configure, JobInstruction, Sync } from '@longshore/schemas';
import { attemptHasEnded } from '@longshore/schemas';
import type { Logger } from 'pino';
import { acceptInstruction, acceptWish } from '../decide/accept-instruction.ts';
import type { RequestDecision } from '../decide/container-request.ts';
import { reasonOf } from '../decide/end-of.ts';
import { effectIsDurable, isForgettable } from '../decide/next-step.ts';
import { applyFromHeaders } from './apply-from-headers.ts';
import type { Attempt } from './attempt.ts';
import type { AttemptTable } from './attempt-table.ts';
import type { LaneCommits } from './lane-commits.ts';
import type { Registration } from './registration.ts';

export interface ContainerHandlerOptions {
  agentId: string;
  log: Logger;
  table: AttemptTable;
  registration: Registration;
  commits: LaneCommits;
  decode: (record: BusRecord) => Promise<JobInstruction>;
  /** Resolves when the record is on the dead-letter topic. */
  deadLetter: (record: BusRecord, reason: string, message: string) => Promise<void>;
  /** Builds the request as it would be made, to refuse an impossible spec at once. */
  check: (apply: Apply) => RequestDecision;
  forget: (attemptId: string) => void;
  onConfigure: (configure: Configure) => void;
  onSynced: () => void;
  onRefused: (reason: string) => void;
  /** Another process of this agent works now; this one must not come back by itself. */
  onSuperseded: (reason: string) => void;
  /** Counts what became of a record. */
  onRecord?: (outcome: string) => void;
}

/** The handler stands still while the engine cannot be used; the records come again. */
export class HandlerBlockedError extends Error {
  constructor() {
    super('the container handler is blocked: the engine cannot be used');
    this.name = 'HandlerBlockedError';
  }
}

/**
 * Reads the agent's lane and takes in what is wanted. Taking in is quick: the work is done by the attempts' drivers,
 * and an instruction's offset is committed when its effect is fact.
 */
export class ContainerHandler {
  readonly #options: ContainerHandlerOptions;
  #epoch = 0;
  #blocked = true;

  constructor(options: ContainerHandlerOptions) {
    this.#options = options;
  }

  get blocked(): boolean {
    return this.#blocked;
  }

  /** The health gate: while it is closed no record is taken. */
  setBlocked(blocked: boolean): void {
    this.#blocked = blocked;
  }

  /** Takes the records of a batch in order. Rejects when the rest has to come again. */
  async onBatch(batch: RecordBatch): Promise<void> {
    for (const record of batch.records) {
      if (this.#blocked) throw new HandlerBlockedError();
      await this.#take(record);
    }
    this.#options.commits.commitSoon();
  }

  /** An attempt came to rest for now: what it has done may be committed, what is gone may be forgotten. */
  settled(attempt: Attempt): void {
    const { table, commits, forget } = this.#options;
    const { attemptId } = attempt.identity;
    if (!effectIsDurable(attempt)) return;
    if (attempt.offsets.length > 0) {
      for (const offset of attempt.offsets) commits.done(offset);
      attempt.offsets = [];
    }
    if (isForgettable(attempt) && table.get(attemptId) === attempt) {
      table.generations.markRemoved(attemptId, attempt.generation);
      table.drop(attemptId);
      forget(attemptId);
    }
    commits.commitSoon();
  }

  async #take(record: BusRecord): Promise<void> {
    const { agentId, commits, onRecord } = this.#options;
    const addressee = record.headers.agentId ?? record.key;
    commits.opened(record.offset);
    if (addressee !== null && addressee !== agentId) return this.#skip(record, 'for-another-agent');
    let instruction: JobInstruction;
    try {
      instruction = await this.#options.decode(record);
    } catch (error) {
      // An unreachable registry says nothing of the record: it comes again.
      if (!(error instanceof PoisonRecordError)) throw error;
      await this.#poisoned(record, error);
      return;
    }
    if (instruction.agentId !== agentId) return this.#skip(record, 'for-another-agent');
    const outcome = await this.#follow(instruction, record);
    onRecord?.(outcome);
  }

  async #follow(instruction: JobInstruction, record: BusRecord): Promise<string> {
    const { table, registration, commits, log } = this.#options;
    const acceptance = acceptInstruction(
      {
        bootId: registration.bootId,
        registration: registration.number,
        synced: registration.synced,
        epoch: this.#epoch,
        generationOf: (attemptId) => table.generationOf(attemptId),
        wasRemoved: (attemptId) => table.wasRemoved(attemptId),
      },
      instruction,
    );
    const { instructionId, body } = instruction;
    this.#epoch = Math.max(this.#epoch, instruction.epoch);
    if (acceptance.verdict === 'skip') {
      log.debug({ instructionId, type: body.type, why: acceptance.why }, 'an instruction changes nothing');
      commits.done(record.offset);
      return acceptance.why;
    }
    if (acceptance.verdict === 'superseded') {
      const reason = `another process took over this agent’s id on this engine (boot ${acceptance.by})`;
      registration.refuse(reason);
      this.#options.onSuperseded(reason);
      commits.done(record.offset);
      return 'superseded';
    }
    switch (body.type) {
      case 'Apply':
        await this.#apply(body, acceptance.verdict === 'repeat', record);
        break;
      case 'Sync':
        this.#sync(body);
        commits.done(record.offset);
        break;
      case 'Configure':
        this.#options.onConfigure(body);
        commits.done(record.offset);
        break;
      case 'Refuse':
        registration.refuse(body.reason);
        this.#options.onRefused(body.reason);
        commits.done(record.offset);
        break;
    }
    return `${acceptance.verdict}-${body.type}`;
  }

  async #apply(apply: Apply, repeated: boolean, record: BusRecord): Promise<void> {
    const { table, log, commits, check, deadLetter } = this.#options;
    if (repeated && table.get(apply.attemptId) === undefined) return commits.done(record.offset);
    const isNew = table.get(apply.attemptId) === undefined;
    const decision = isNew && apply.desired === 'RUN' ? check(apply) : null;
    if (decision?.ok === false) await deadLetter(record, 'BAD_SPEC', decision.message);
    const attempt = table.want(apply, 'PENDING');
    // A container of a new attempt that is there after all is found by the name conflict: the question can be saved.
    if (isNew && apply.desired === 'RUN') attempt.container = null;
    if (decision?.ok === false) attempt.doomed = reasonOf('BAD_SPEC', decision.message);
    if (repeated) attempt.endAcknowledged = false;
    attempt.offsets.push(record.offset);
    const { desired, generation } = apply;
    log.info({ ...attempt.identity, desired, generation, image: apply.container.image }, 'an instruction was taken');
    table.wake(apply.attemptId);
  }

  #sync(sync: Sync): void {
    const { table, registration, log, commits, forget } = this.#options;
    const listed = new Set(sync.attempts.map(({ apply }) => apply.attemptId));
    for (const attempt of table.attempts) {
      if (listed.has(attempt.identity.attemptId)) continue;
      for (const offset of attempt.offsets) commits.done(offset);
      table.drop(attempt.identity.attemptId);
      forget(attempt.identity.attemptId);
    }
    for (const { apply, lastObserved } of sync.attempts) {
      const acceptance = acceptWish(table, apply);
      const known = table.get(apply.attemptId);
      if (acceptance.verdict === 'skip' && known === undefined) continue;
      const attempt = acceptance.verdict === 'skip' && known !== undefined ? known : table.want(apply, lastObserved);
      // What was told and may not have arrived is told again; what is there is looked at again.
      if (lastObserved === 'UNKNOWN' || !attemptHasEnded(lastObserved)) attempt.endAcknowledged = false;
      attempt.runningReported = false;
      attempt.hints += 1;
      attempt.container = 'unknown';
    }
    registration.markSynced();
    log.info({ registration: registration.number, attempts: sync.attempts.length }, 'synced with the control plane');
    table.wakeAll();
    this.#options.onSynced();
  }

  async #poisoned(record: BusRecord, error: PoisonRecordError): Promise<void> {
    const { agentId, table, registration, log, commits, deadLetter, onRecord } = this.#options;
    const { topic, partition, offset, headers } = record;
    log.error(
      { err: error, topic, partition, offset: String(offset), headers },
      'a record cannot be decoded; it goes to the dead letters',
    );
    await deadLetter(record, error.code, error.message);
    commits.done(offset);
    onRecord?.('poisoned');
    const apply = headers.agentId === agentId && registration.synced ? applyFromHeaders(headers) : null;
    // Of an attempt that is known the last readable wish stays in force, and the control plane sees that it lags.
    if (apply === null || table.generationOf(apply.attemptId) !== null) return;
    const attempt = table.want(apply, 'PENDING');
    attempt.doomed = reasonOf('UNDECODABLE_INSTRUCTION', error.message);
    table.wake(apply.attemptId);
  }

  #skip(record: BusRecord, why: string): void {
    this.#options.commits.done(record.offset);
    this.#options.onRecord?.(why);
  }
}
