-- Deadlines of whole jobs, and per-host jobs, whose tasks belong to one agent each.

ALTER TABLE "job" ADD COLUMN "deadline_passed" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "task" ADD COLUMN "agent_id" TEXT;

CREATE INDEX "job_deadline_idx" ON "job"("id") WHERE "spec" ? 'jobDeadlineMs' AND "ended_at" IS NULL;
CREATE INDEX "job_per_host_idx" ON "job"("id") WHERE "spec"->>'perHost' = 'true' AND "ended_at" IS NULL;
-- An agent has one task of a per-host job at most, whatever led to a second.
CREATE UNIQUE INDEX "task_one_per_host_idx" ON "task"("job_id", "agent_id")
  WHERE "agent_id" IS NOT NULL AND "state" IN ('QUEUED', 'ACTIVE', 'BACKOFF');
