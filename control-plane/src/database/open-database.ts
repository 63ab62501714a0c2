import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { type ConnectOptions, openPool } from './connect.ts';

/** The database for ordinary access (Prisma) and for statements about sets (the pool); one set of connections. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens the control plane's database. Connects when first asked. */
export function openDatabase(options: ConnectOptions): Database {
  const pool = openPool(options);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
