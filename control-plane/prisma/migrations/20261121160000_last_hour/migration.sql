-- Tasks finished and tries failed by the minute: the overview reads those of the last hour, and no others.

CREATE INDEX "attempt_ended_at_idx" ON "attempt"("ended_at") WHERE "ended_at" IS NOT NULL;
