import { WEBHOOK_TEST_EVENT } from '@longshore/schemas';
import type pg from 'pg';
import type { Logger } from 'pino';
import { type Vault, VaultError } from '../../secrets/vault.ts';
import { decideNextTry } from '../../webhooks/decide/decide-next-try.ts';
import { postWebhook, type WebhookAnswer } from '../../webhooks/post-webhook.ts';
import { signWebhook } from '../../webhooks/sign-webhook.ts';
import { readWebhookSecret } from '../../webhooks/webhook-secret.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import { type ClaimedDelivery, claimDeliveries } from './claim-deliveries.ts';
import { recordTry } from './record-try.ts';

/** How many tries a webhook has under way at most; each webhook has its own, so that none waits for another's. */
const SLOTS = 4;

export interface WebhookKeeperOptions {
  pool: pg.Pool;
  vault: Vault;
  /** Whether addresses that are not of the public Internet may be asked. */
  privateAllowed: boolean;
  reach: ReachFailpoint;
  /** Told of each try that was written down, tests apart. */
  onTry: (outcome: 'delivered' | 'to_be_tried_again' | 'given_up') => void;
  log: Logger;
  /** Monotonic milliseconds. */
  now: () => number;
}

const OUTCOMES = { DELIVERED: 'delivered', PENDING: 'to_be_tried_again', FAILED: 'given_up' } as const;

const secretUnreadable: WebhookAnswer = {
  outcome: { kind: 'unanswered' },
  detail: 'not sent: its secret is kept under a key that the control plane no longer has; rotate it',
  response: null,
};

/** Sends what webhooks are to be told, at least once, and writes down what came of it. */
export class WebhookKeeper {
  readonly #options: WebhookKeeperOptions;
  readonly #stopping = new AbortController();
  /** Webhooks with tries under way, and how many. */
  readonly #busy = new Map<string, number>();
  readonly #working = new Set<Promise<void>>();

  constructor(options: WebhookKeeperOptions) {
    this.#options = options;
  }

  /** One look: begins what is due. Does not wait for receivers. */
  async look(): Promise<null> {
    if (this.#stopping.signal.aborted) return null;
    for (const delivery of await claimDeliveries(this.#options.pool, SLOTS, this.#busy)) {
      const working = this.#work(delivery).catch((error: unknown) => {
        // Stopped, or the database is away: the row says when it is tried again.
        if (!this.#stopping.signal.aborted) this.#options.log.warn({ err: error }, 'a webhook’s try was cut off');
      });
      this.#working.add(working);
      void working.finally(() => this.#working.delete(working));
    }
    return null;
  }

  /** Cuts off what is under way, and resolves when nothing is. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#working);
  }

  /** A delivery and, one after another, what else is due for the same webhook. */
  async #work(first: ClaimedDelivery): Promise<void> {
    const { webhookId } = first;
    this.#busy.set(webhookId, (this.#busy.get(webhookId) ?? 0) + 1);
    try {
      for (let next: ClaimedDelivery | undefined = first; next !== undefined; ) {
        await this.#deliver(next);
        if (this.#stopping.signal.aborted) return;
        [next] = await claimDeliveries(this.#options.pool, 1, new Map(), webhookId);
      }
    } finally {
      const left = (this.#busy.get(webhookId) ?? 1) - 1;
      if (left === 0) this.#busy.delete(webhookId);
      else this.#busy.set(webhookId, left);
    }
  }

  async #deliver(delivery: ClaimedDelivery): Promise<void> {
    const { pool, reach, now, onTry } = this.#options;
    const startedAt = now();
    reach('dispatcher.before-webhook-send');
    const answer = await this.#send(delivery);
    reach('dispatcher.after-webhook-send');
    const once = delivery.event === WEBHOOK_TEST_EVENT;
    const next = decideNextTry(answer.outcome, delivery.tries, once, Math.random());
    await recordTry(pool, delivery, answer, next, now() - startedAt);
    if (!once) onTry(OUTCOMES[next.state]);
  }

  async #send(delivery: ClaimedDelivery): Promise<WebhookAnswer> {
    const { privateAllowed } = this.#options;
    const secrets = await this.#secretsOf(delivery);
    if (secrets === null) return secretUnreadable;
    const { url, eventId, payload } = delivery;
    const message = { id: eventId, timestamp: Math.floor(Date.now() / 1_000), body: payload };
    return postWebhook({
      url,
      body: payload,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'longshore',
        ...signWebhook(message, secrets),
      },
      privateAllowed,
      signal: this.#stopping.signal,
    });
  }

  /** Null: it cannot be read here. */
  async #secretsOf({ webhookId, secret, previousSecret }: ClaimedDelivery): Promise<string[] | null> {
    const { vault } = this.#options;
    try {
      const kept = [secret, ...(previousSecret === null ? [] : [previousSecret])];
      return await Promise.all(kept.map((each) => readWebhookSecret(vault, webhookId, each)));
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      return null;
    }
  }
}
