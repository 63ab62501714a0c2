-- What each running container used, beside what its whole agent used: a job's page shows the sum over its attempts. In the
-- row that is written anyway, for it would else be a row for each container and report.

ALTER TABLE "agent_sample" ADD COLUMN "attempts" JSONB NOT NULL DEFAULT '[]';
