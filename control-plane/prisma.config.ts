import { defineConfig } from 'prisma/config';

/** For the Prisma command line. The programs read DATABASE_URL in their own config modules. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost:5433/longshore' },
});
