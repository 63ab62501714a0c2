-- Distributed sorts. What becomes of one is in its control log (docs/adr/0051); here is what was asked for, and what the log came to.

CREATE TABLE "sort" (
  "id" UUID PRIMARY KEY,
  "name" TEXT NOT NULL,
  "spec" JSONB NOT NULL,
  "state" TEXT NOT NULL,
  "plan" JSONB,
  "csv_header" BYTEA,
  "job_id" UUID REFERENCES "job" ("id") ON DELETE SET NULL,
  "reason" JSONB,
  "report" JSONB,
  "result" JSONB,
  "count" BIGINT,
  "sorted_count" BIGINT NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "started_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  "result_until" TIMESTAMPTZ(3),
  "topics_gone" BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX "sort_open_idx" ON "sort" ("id") WHERE "state" IN ('QUEUED', 'RUNNING');
CREATE INDEX "sort_topics_idx" ON "sort" ("result_until") WHERE NOT "topics_gone";
CREATE INDEX "sort_job_id_idx" ON "sort" ("job_id");
