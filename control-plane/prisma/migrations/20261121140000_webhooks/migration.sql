-- Who is told of events over HTTP, and every telling with what became of it. Secrets are encrypted under a key that is
-- not in the database.

CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[] NOT NULL,
    "secret" TEXT NOT NULL,
    -- For a day after a rotation requests are signed with both, so that a receiver can change over.
    "previous_secret" TEXT,
    "rotated_at" TIMESTAMPTZ(3),
    "paused" BOOLEAN NOT NULL DEFAULT false,
    -- Why the dispatcher paused it by itself; null where somebody did.
    "paused_because" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "webhook_name_key" ON "webhook"("name");

CREATE TABLE "webhook_delivery" (
    "id" BIGSERIAL NOT NULL,
    "webhook_id" UUID NOT NULL,
    -- Sent with every try as webhook-id: receivers know by it what they have had.
    "event_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    -- What happened, once and for all: the same thing is told to a webhook once.
    "occurrence" TEXT NOT NULL,
    -- The body as it is sent, byte for byte the same with every try.
    "payload" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'PENDING',
    "tries" INTEGER NOT NULL DEFAULT 0,
    -- Of a pending one: when it is tried next; while a try is under way, when it counts as one that was cut off.
    "next_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "response_status" INTEGER,
    -- What the last try came to, in a few words, and the start of what was answered.
    "detail" TEXT,
    "response" TEXT,
    "took_ms" INTEGER,
    "tried_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX "webhook_delivery_webhook_id_occurrence_key" ON "webhook_delivery"("webhook_id", "occurrence");
CREATE INDEX "webhook_delivery_webhook_id_id_idx" ON "webhook_delivery"("webhook_id", "id");
CREATE INDEX "webhook_delivery_due_idx" ON "webhook_delivery"("webhook_id", "next_at") WHERE "state" = 'PENDING';
CREATE INDEX "webhook_delivery_ended_at_idx" ON "webhook_delivery"("ended_at");

ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
