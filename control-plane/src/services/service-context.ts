import type { Bus, Codec } from '@longshore/kafka';
import type pg from 'pg';
import type { Caller } from '../access/caller.ts';
import type { Auth } from '../access/create-auth.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Weights } from '../placement/place.ts';
import type { Vault } from '../secrets/vault.ts';

/** What services work with. */
export interface ServiceContext {
  prisma: PrismaClient;
  pool: pg.Pool;
  bus: Bus;
  codec: Codec;
  vault: Vault;
  auth: Auth;
  weights: Weights;
  topicPrefix: string;
  topicPartitions: number;
  topicReplication: number;
  /** Who asks, and what they may do. */
  caller: Caller;
  /** Who asks, for the audit log. */
  actor: string;
  /** From where, as far as it is known: see requestOrigin. Null: not from a request. */
  origin: string | null;
}
