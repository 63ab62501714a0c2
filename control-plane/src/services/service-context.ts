import type { Bus, Codec } from '@longshore/kafka';
import type pg from 'pg';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** What services work with. */
export interface ServiceContext {
  prisma: PrismaClient;
  pool: pg.Pool;
  bus: Bus;
  codec: Codec;
  topicPrefix: string;
  topicPartitions: number;
  topicReplication: number;
  /** Who asks, for the audit log. */
  actor: string;
}
