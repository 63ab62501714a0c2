-- Typed work queues: items with their whole life, the workers that take them, uploaded files, and the ledgers that
-- blockchain items append to. See docs/adr/0052.

-- An uploaded file, in pieces, so that no process ever holds a whole one.
CREATE TABLE "work_file" (
  "id" UUID PRIMARY KEY,
  "bytes" BIGINT NOT NULL,
  "sha256" TEXT NOT NULL,
  -- Its last piece came: until then nothing refers to it, and it is cleared away.
  "complete" BOOLEAN NOT NULL DEFAULT false,
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "work_file_created_at_idx" ON "work_file" ("created_at");

CREATE TABLE "work_file_piece" (
  "file_id" UUID NOT NULL REFERENCES "work_file" ("id") ON DELETE CASCADE,
  "number" INTEGER NOT NULL,
  "content" BYTEA NOT NULL,
  PRIMARY KEY ("file_id", "number")
);
-- Files are seldom compressible, and are read once: no time is spent on trying.
ALTER TABLE "work_file_piece" ALTER COLUMN "content" SET STORAGE EXTERNAL;

CREATE TABLE "worker" (
  "id" UUID PRIMARY KEY,
  "name" TEXT NOT NULL,
  -- Whose credential registered it: no other may speak for it.
  "owner" TEXT NOT NULL,
  "job_id" UUID,
  "agent_id" TEXT,
  -- [{type, concurrency, observed}], as it says.
  "types" JSONB NOT NULL,
  -- Types of which it is to take nothing more.
  "stopped_types" TEXT[] NOT NULL DEFAULT '{}',
  "completed" BIGINT NOT NULL DEFAULT 0,
  "failed" BIGINT NOT NULL DEFAULT 0,
  "registered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "last_heard_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX "worker_last_heard_at_idx" ON "worker" ("last_heard_at");

CREATE TABLE "work_item" (
  "id" UUID PRIMARY KEY,
  "type" TEXT NOT NULL,
  "payload" JSONB NOT NULL,
  "file_id" UUID REFERENCES "work_file" ("id"),
  -- Of an append: one item of a chain is worked on at a time.
  "chain" TEXT,
  "status" TEXT NOT NULL DEFAULT 'queued',
  "tries" INTEGER NOT NULL DEFAULT 0,
  "max_tries" INTEGER NOT NULL,
  -- From when on it is to be told to its topic (or, failed for good, to the dead letters); null: it was.
  "due_at" TIMESTAMPTZ(3) DEFAULT now(),
  "offered_at" TIMESTAMPTZ(3),
  "worker_id" UUID,
  -- SHA-256 of the claim under which it is held.
  "claim_hash" TEXT,
  "lease_until" TIMESTAMPTZ(3),
  "progress" JSONB,
  "result" JSONB,
  "failure" JSONB,
  "life" JSONB NOT NULL DEFAULT '[]',
  "submitted_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "started_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "work_item_status_check" CHECK ("status" IN ('queued', 'processing', 'completed', 'failed')),
  -- Whoever holds it can be told from the row, and nobody holds what is not being worked on.
  CONSTRAINT "work_item_claim_check" CHECK (("status" = 'processing') = ("claim_hash" IS NOT NULL)),
  CONSTRAINT "work_item_lease_check" CHECK (
    ("status" = 'processing') = ("lease_until" IS NOT NULL) AND ("status" <> 'processing' OR "worker_id" IS NOT NULL)),
  CONSTRAINT "work_item_end_check" CHECK (("status" IN ('completed', 'failed')) = ("ended_at" IS NOT NULL)),
  CONSTRAINT "work_item_result_check" CHECK (("status" = 'completed') = ("result" IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX "work_item_due_idx" ON "work_item" ("due_at", "id") WHERE "due_at" IS NOT NULL;
CREATE INDEX "work_item_open_idx" ON "work_item" ("type", "status", "id") WHERE "status" <> 'completed';
CREATE INDEX "work_item_lease_idx" ON "work_item" ("lease_until") WHERE "status" = 'processing';
CREATE INDEX "work_item_ended_at_idx" ON "work_item" ("ended_at") WHERE "ended_at" IS NOT NULL;
CREATE INDEX "work_item_file_idx" ON "work_item" ("file_id") WHERE "file_id" IS NOT NULL;
CREATE INDEX "work_item_chain_queued_idx" ON "work_item" ("chain", "id") WHERE "status" = 'queued' AND "chain" IS NOT NULL;
CREATE UNIQUE INDEX "work_item_chain_held_key" ON "work_item" ("chain") WHERE "status" = 'processing' AND "chain" IS NOT NULL;

-- How the fleet runs workers for a queue.
CREATE TABLE "work_queue" (
  "type" TEXT PRIMARY KEY,
  "minimum" INTEGER NOT NULL DEFAULT 0,
  "maximum" INTEGER NOT NULL DEFAULT 2,
  "items_per_worker" INTEGER NOT NULL DEFAULT 100,
  "idle_ms" INTEGER NOT NULL DEFAULT 60000,
  -- Since when it has nothing to do, by the database's clock.
  "idle_since" TIMESTAMPTZ(3)
);
INSERT INTO "work_queue" ("type") VALUES ('compute'), ('file'), ('data'), ('blockchain');

-- Jobs of the fleet that are workers of a queue, made by the autoscaler.
CREATE TABLE "work_queue_job" (
  "job_id" UUID PRIMARY KEY REFERENCES "job" ("id") ON DELETE CASCADE,
  "type" TEXT NOT NULL REFERENCES "work_queue" ("type")
);

CREATE TABLE "ledger_block" (
  "chain" TEXT NOT NULL,
  "height" INTEGER NOT NULL,
  "hash" TEXT NOT NULL,
  "block" JSONB NOT NULL,
  "item_id" UUID NOT NULL UNIQUE,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("chain", "height")
);
