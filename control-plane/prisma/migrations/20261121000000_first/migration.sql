-- The control plane's first tables. prisma/schema.prisma describes them; what it cannot express is here alone:
-- indexes with conditions, storage settings of the busy tables, and the partitions of log_chunk.

CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "image" TEXT NOT NULL,
    "topic" TEXT,
    "priority" INTEGER NOT NULL,
    "task_count" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'QUEUED',
    "stop_wanted" BOOLEAN NOT NULL DEFAULT false,
    "stop_requested_at" TIMESTAMPTZ(3),
    "reason" JSONB,
    "exit_code" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 80);
CREATE INDEX "job_state_id_idx" ON "job"("state", "id");
CREATE INDEX "job_stop_wanted_idx" ON "job"("id") WHERE "stop_wanted" AND "ended_at" IS NULL;
CREATE INDEX "job_ended_at_idx" ON "job"("ended_at") WHERE "ended_at" IS NOT NULL;
CREATE INDEX "job_topic_idx" ON "job"("topic") WHERE "topic" IS NOT NULL;

CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'QUEUED',
    "waits_for" TEXT,
    "retry_at" TIMESTAMPTZ(3),
    "attempts_made" INTEGER NOT NULL DEFAULT 0,
    "receipt" JSONB,
    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX "task_job_id_index_key" ON "task"("job_id", "index");
CREATE INDEX "task_queued_idx" ON "task"("job_id", "index") WHERE "state" = 'QUEUED';
CREATE INDEX "task_backoff_idx" ON "task"("retry_at") WHERE "state" = 'BACKOFF';

CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "agent_id" TEXT NOT NULL,
    "desired" TEXT NOT NULL DEFAULT 'RUN',
    "generation" INTEGER NOT NULL DEFAULT 1,
    "observed" TEXT NOT NULL DEFAULT 'PENDING',
    "unreachable" BOOLEAN NOT NULL DEFAULT false,
    "reserved" BOOLEAN NOT NULL DEFAULT true,
    "cpu_millis" INTEGER NOT NULL,
    "memory_bytes" BIGINT NOT NULL,
    "container_gone" BOOLEAN NOT NULL DEFAULT false,
    "boot_id" TEXT,
    "sequence" BIGINT NOT NULL DEFAULT 0,
    "exit_code" INTEGER,
    "reason" JSONB,
    "container_id" TEXT,
    "image_digest" TEXT,
    "progress" JSONB,
    "detail" TEXT,
    "receipt" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX "attempt_task_id_number_key" ON "attempt"("task_id", "number");
CREATE INDEX "attempt_job_id_idx" ON "attempt"("job_id");
CREATE INDEX "attempt_reserved_idx" ON "attempt"("agent_id") WHERE "reserved";
CREATE INDEX "attempt_held_idx" ON "attempt"("agent_id") WHERE NOT "container_gone";
-- A task has one open attempt at most: a second decision about it fails here whatever led to it.
CREATE UNIQUE INDEX "attempt_one_open_idx" ON "attempt"("task_id") WHERE "ended_at" IS NULL;

CREATE TABLE "agent" (
    "id" TEXT NOT NULL,
    "engine_id" TEXT NOT NULL,
    "boot_id" TEXT NOT NULL,
    "superseded_boots" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "registration" INTEGER NOT NULL,
    "synced" BOOLEAN NOT NULL,
    "sequence" BIGINT NOT NULL,
    "sync_boot_id" TEXT,
    "sync_registration" INTEGER,
    "lane" INTEGER,
    "state" TEXT NOT NULL,
    "state_detail" TEXT NOT NULL,
    "healthy" BOOLEAN NOT NULL,
    "handler_blocked" BOOLEAN NOT NULL,
    "cordoned" BOOLEAN NOT NULL DEFAULT false,
    "lost" BOOLEAN NOT NULL DEFAULT false,
    "dead_confirmed" BOOLEAN NOT NULL DEFAULT false,
    "labels" JSONB NOT NULL,
    "platform" TEXT NOT NULL,
    "capacity_cpu_millis" INTEGER NOT NULL,
    "capacity_memory_bytes" BIGINT NOT NULL,
    "capacity_slots" INTEGER NOT NULL,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "average_run_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "status" JSONB NOT NULL,
    "first_heard_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_heard_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "agent_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 70);

CREATE TABLE "agent_sample" (
    "agent_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cpu_millis" DOUBLE PRECISION NOT NULL,
    "memory_bytes" BIGINT NOT NULL,
    "containers" INTEGER NOT NULL,
    "latency_ms" DOUBLE PRECISION NOT NULL,
    CONSTRAINT "agent_sample_pkey" PRIMARY KEY ("agent_id", "at")
);
CREATE INDEX "agent_sample_at_idx" ON "agent_sample"("at");

CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "agent_id" TEXT NOT NULL,
    "job_id" UUID,
    "task_id" UUID,
    "attempt_id" UUID,
    "attempt" INTEGER,
    "instruction" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 80);
CREATE INDEX "outbox_waiting_idx" ON "outbox"("id") WHERE "published_at" IS NULL;
CREATE INDEX "outbox_published_at_idx" ON "outbox"("published_at") WHERE "published_at" IS NOT NULL;

CREATE TABLE "job_event" (
    "id" BIGSERIAL NOT NULL,
    "job_id" UUID NOT NULL,
    "attempt_id" UUID,
    "task_index" INTEGER,
    "attempt" INTEGER,
    "agent_id" TEXT,
    "type" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "reason" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "job_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "job_event_job_id_id_idx" ON "job_event"("job_id", "id");

CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "unique_key" TEXT,
    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "audit_unique_key_key" ON "audit"("unique_key");
CREATE INDEX "audit_subject_type_subject_id_idx" ON "audit"("subject_type", "subject_id");

CREATE TABLE "log_chunk" (
    "id" BIGSERIAL NOT NULL,
    "received_on" DATE NOT NULL DEFAULT CURRENT_DATE,
    "attempt_id" UUID NOT NULL,
    "first_sequence" BIGINT NOT NULL,
    "last_sequence" BIGINT NOT NULL,
    "job_id" UUID NOT NULL,
    "line_count" INTEGER NOT NULL,
    "dropped_lines" BIGINT NOT NULL,
    "lines" BYTEA NOT NULL,
    CONSTRAINT "log_chunk_pkey" PRIMARY KEY ("received_on", "id")
) PARTITION BY RANGE ("received_on");
-- The lines are compressed already.
ALTER TABLE "log_chunk" ALTER COLUMN "lines" SET STORAGE EXTERNAL;
CREATE INDEX "log_chunk_job_id_id_idx" ON "log_chunk"("job_id", "id");
CREATE INDEX "log_chunk_attempt_id_last_sequence_idx" ON "log_chunk"("attempt_id", "last_sequence");
-- The dispatcher makes a partition for each day ahead of time; what arrives before it did goes here.
CREATE TABLE "log_chunk_default" PARTITION OF "log_chunk" DEFAULT;

CREATE TABLE "consumer_offset" (
    "group_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "next_offset" BIGINT NOT NULL,
    CONSTRAINT "consumer_offset_pkey" PRIMARY KEY ("group_id", "topic", "partition")
) WITH (fillfactor = 50);

CREATE TABLE "leadership" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "holder" TEXT,
    "taken_at" TIMESTAMPTZ(3),
    "beat_at" TIMESTAMPTZ(3),
    "holds" TEXT,
    CONSTRAINT "leadership_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "leadership_one_row" CHECK ("id" = 1)
);
INSERT INTO "leadership" ("id") VALUES (1);

CREATE TABLE "idempotency_key" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "response" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("scope", "key")
);
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

ALTER TABLE "task" ADD CONSTRAINT "task_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "job_event" ADD CONSTRAINT "job_event_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
