-- Jobs are looked for by a piece of their name, the newest first: read from here, and not from the jobs with their specs.

CREATE INDEX "job_name_idx" ON "job"("id") INCLUDE ("name");
