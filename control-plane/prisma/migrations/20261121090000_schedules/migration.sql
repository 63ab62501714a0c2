-- Schedules, and what became of each of their times.

CREATE TABLE "schedule" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "cron" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "overlap" TEXT NOT NULL,
    "missed_run_window_ms" INTEGER NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "decided_until" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX "schedule_name_key" ON "schedule"("name");
CREATE INDEX "schedule_due_idx" ON "schedule"("next_at") WHERE NOT "paused";

ALTER TABLE "job" ADD COLUMN "schedule_id" UUID;
ALTER TABLE "job" ADD COLUMN "nominal_at" TIMESTAMPTZ(3);
CREATE INDEX "job_schedule_id_idx" ON "job"("schedule_id", "id") WHERE "schedule_id" IS NOT NULL;
-- A time of a schedule has one job at most: a second decision about it fails here whatever led to it.
CREATE UNIQUE INDEX "job_schedule_id_nominal_at_key" ON "job"("schedule_id", "nominal_at") WHERE "nominal_at" IS NOT NULL;

CREATE TABLE "schedule_run" (
    "schedule_id" UUID NOT NULL,
    "nominal_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "detail" TEXT NOT NULL,
    "job_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "schedule_run_pkey" PRIMARY KEY ("schedule_id", "nominal_at")
);
CREATE INDEX "schedule_run_job_id_idx" ON "schedule_run"("job_id") WHERE "job_id" IS NOT NULL;
CREATE INDEX "schedule_run_decided_at_idx" ON "schedule_run"("decided_at");

ALTER TABLE "job" ADD CONSTRAINT "job_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedule"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "schedule_run" ADD CONSTRAINT "schedule_run_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- Deferred: a time's row is claimed first, and its job written only where that was possible.
ALTER TABLE "schedule_run" ADD CONSTRAINT "schedule_run_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
