-- What operators want of agents: labels laid over the agent's own, cordon as told to the agent, drains; and moves.

-- "labels" are the ones in force: the agent's own with these laid over them, null where one is taken away.
ALTER TABLE "agent" ADD COLUMN "label_overrides" JSONB NOT NULL DEFAULT '{}';
-- Rises with each change of what an operator wants of the agent; the second is the last one told to it.
ALTER TABLE "agent" ADD COLUMN "configuration" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "agent" ADD COLUMN "configuration_sent" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "drain" (
    "agent_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deadline_ms" BIGINT,
    "when_deadline" TEXT NOT NULL,
    "elapsed_ms" BIGINT NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "drain_pkey" PRIMARY KEY ("agent_id")
);
ALTER TABLE "drain" ADD CONSTRAINT "drain_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A move is no try: tries are the attempts made less the moves.
ALTER TABLE "task" ADD COLUMN "moves" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "attempt" ADD COLUMN "moved_because" TEXT;
CREATE INDEX "attempt_open_idx" ON "attempt"("agent_id") WHERE "ended_at" IS NULL;
