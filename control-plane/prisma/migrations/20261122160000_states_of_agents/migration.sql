-- How an agent was beside what it used, so that its last hour can be told: its state, and the checks that failed. In the row
-- that is written anyway; null in those of before.

ALTER TABLE "agent_sample" ADD COLUMN "state" TEXT, ADD COLUMN "failing" TEXT[] NOT NULL DEFAULT '{}';
