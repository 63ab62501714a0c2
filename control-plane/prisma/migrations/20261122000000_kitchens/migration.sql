-- The kitchen network: kitchens, their orders, what the balancer was asked for and what it did. See docs/adr/0055.

CREATE TABLE "kitchen" (
  "id" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "latitude" DOUBLE PRECISION NOT NULL,
  "longitude" DOUBLE PRECISION NOT NULL,
  "capacity" INTEGER NOT NULL,
  "rail_max" INTEGER NOT NULL,
  "specialties" TEXT[] NOT NULL DEFAULT '{}',
  "clock_factor" DOUBLE PRECISION NOT NULL DEFAULT 1,
  "state" TEXT NOT NULL DEFAULT 'opening',
  -- Of its last boot; null: it never registered.
  "boot_id" TEXT,
  "earlier_boots" TEXT[] NOT NULL DEFAULT '{}',
  -- The partition on which it is told; null: it never registered.
  "lane" INTEGER,
  -- The how-manieth kitchen that registered: the order of turns.
  "registered" BIGINT,
  "job_id" UUID,
  "attempt_id" TEXT,
  "agent_id" TEXT,
  "run_id" UUID,
  "held" INTEGER NOT NULL DEFAULT 0,
  "cooking" INTEGER NOT NULL DEFAULT 0,
  "waiting" INTEGER NOT NULL DEFAULT 0,
  "cooked" BIGINT NOT NULL DEFAULT 0,
  "average_cook_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
  "nonsense" INTEGER NOT NULL DEFAULT 0,
  "nonsense_words" TEXT,
  "boots" INTEGER NOT NULL DEFAULT 0,
  "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "heard_at" TIMESTAMPTZ(3),
  -- How long it took orders, up to the time since which it does.
  "open_ms" BIGINT NOT NULL DEFAULT 0,
  "open_since" TIMESTAMPTZ(3),
  "closed_at" TIMESTAMPTZ(3),
  CONSTRAINT "kitchen_state_check" CHECK ("state" IN ('opening', 'open', 'closing', 'lost', 'closed'))
) WITH (fillfactor = 50);

-- An order changes about four times. No column that changes each time is in an index, so that most changes stay on their
-- page (HOT): the first takes a row out of the intake, the last out of what is open.
CREATE TABLE "kitchen_order" (
  "id" UUID PRIMARY KEY,
  "dish" TEXT NOT NULL,
  "latitude" DOUBLE PRECISION NOT NULL,
  "longitude" DOUBLE PRECISION NOT NULL,
  "priority" INTEGER NOT NULL,
  -- Where it is no specialty and the clock is real.
  "cook_ms" DOUBLE PRECISION NOT NULL,
  "run_id" UUID,
  -- The balancer knows of it.
  "taken" BOOLEAN NOT NULL DEFAULT false,
  "state" TEXT NOT NULL DEFAULT 'received',
  "epoch" INTEGER NOT NULL DEFAULT 0,
  -- The kitchen that has it or cooked it, and the boot that owns it; null: the balancer does.
  "kitchen_id" TEXT,
  "boot_id" TEXT,
  "asked_back" BOOLEAN NOT NULL DEFAULT false,
  "called_off" BOOLEAN NOT NULL DEFAULT false,
  -- The how-manieth assignment of all it was.
  "assignment" BIGINT NOT NULL DEFAULT 0,
  "refused_by" TEXT[] NOT NULL DEFAULT '{}',
  "losses" INTEGER NOT NULL DEFAULT 0,
  "failure" TEXT,
  "delivery_ms" DOUBLE PRECISION,
  "took_ms" DOUBLE PRECISION,
  "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "assigned_at" TIMESTAMPTZ(3),
  "started_at" TIMESTAMPTZ(3),
  "ready_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  -- [milliseconds since the epoch, what, epoch, kitchen] of each change.
  "life" JSONB NOT NULL DEFAULT '[]',
  CONSTRAINT "kitchen_order_state_check" CHECK (
    "state" IN ('received', 'assigned', 'cooking', 'ready', 'delivered', 'failed')),
  -- One owner at any time: a boot of a kitchen exactly while one has it.
  CONSTRAINT "kitchen_order_owner_check" CHECK (
    ("state" IN ('assigned', 'cooking')) = ("boot_id" IS NOT NULL) AND ("boot_id" IS NULL OR "kitchen_id" IS NOT NULL)),
  CONSTRAINT "kitchen_order_end_check" CHECK (("state" IN ('delivered', 'failed')) = ("ended_at" IS NOT NULL)),
  CONSTRAINT "kitchen_order_failure_check" CHECK (("state" = 'failed') = ("failure" IS NOT NULL))
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX "kitchen_order_intake_idx" ON "kitchen_order" ("id") WHERE NOT "taken";
CREATE INDEX "kitchen_order_open_idx" ON "kitchen_order" ("id") WHERE "ended_at" IS NULL;
CREATE INDEX "kitchen_order_failed_idx" ON "kitchen_order" ("id") WHERE "failure" IS NOT NULL;
CREATE INDEX "kitchen_order_run_idx" ON "kitchen_order" ("run_id", "id") WHERE "run_id" IS NOT NULL;
-- A kitchen is given with the first change, as a rule.
CREATE INDEX "kitchen_order_kitchen_idx" ON "kitchen_order" ("kitchen_id", "id") WHERE "kitchen_id" IS NOT NULL;

-- Apart from orders, so that a change of an order does not carry its receipts along.
CREATE TABLE "kitchen_receipt" (
  "order_id" UUID NOT NULL,
  "epoch" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "receipt" JSONB NOT NULL,
  PRIMARY KEY ("order_id", "epoch")
);

-- What changed in one turn of the balancer, for pictures that follow; forgotten after a minute.
CREATE TABLE "kitchen_change" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "orders" JSONB NOT NULL
);

-- What befell a kitchen.
CREATE TABLE "kitchen_moment" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "kitchen_id" TEXT NOT NULL,
  "what" TEXT NOT NULL,
  "detail" TEXT NOT NULL DEFAULT ''
);
CREATE INDEX "kitchen_moment_at_idx" ON "kitchen_moment" ("at");

-- What somebody wants of the balancer, until it was done.
CREATE TABLE "kitchen_intent" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- call off (an order), call off run, upset (a kitchen)
  "kind" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "detail" JSONB NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);

-- One row: how the balancer decides, and how it stands.
CREATE TABLE "kitchen_network" (
  "id" INTEGER PRIMARY KEY DEFAULT 1 CHECK ("id" = 1),
  "policy" TEXT NOT NULL DEFAULT 'scored',
  -- That of the run that goes on; null: none, or it has none of its own.
  "run_policy" TEXT,
  -- Null: as they are unless somebody changes them.
  "weights" JSONB,
  "migration" JSONB NOT NULL DEFAULT '{}',
  "silence" JSONB NOT NULL DEFAULT '{}',
  "notes" JSONB NOT NULL DEFAULT '[]',
  -- Rises with each change of the above.
  "version" BIGINT NOT NULL DEFAULT 1,
  "turn" BIGINT NOT NULL DEFAULT 0,
  "waiting" INTEGER NOT NULL DEFAULT 0,
  "why_waiting" TEXT NOT NULL DEFAULT '',
  "open_orders" INTEGER NOT NULL DEFAULT 0
) WITH (fillfactor = 10);
INSERT INTO "kitchen_network" DEFAULT VALUES;

-- What happened in a second, or in a minute; each leader writes rows of its own.
CREATE TABLE "kitchen_measure" (
  "span_seconds" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "epoch" BIGINT NOT NULL,
  "figures" JSONB NOT NULL,
  PRIMARY KEY ("span_seconds", "at", "epoch")
);

-- Runs of scenarios.
CREATE TABLE "kitchen_run" (
  "id" UUID PRIMARY KEY,
  "scenario" TEXT NOT NULL,
  "seed" BIGINT NOT NULL,
  "kitchens" INTEGER NOT NULL,
  "speed" DOUBLE PRECISION NOT NULL,
  -- For as long as it goes; null: that of the network.
  "own_policy" TEXT,
  "policy" TEXT NOT NULL,
  "weights" JSONB NOT NULL,
  "keep_open" BOOLEAN NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'preparing',
  "stop_wanted" BOOLEAN NOT NULL DEFAULT false,
  "reason" TEXT,
  "duration_ms" DOUBLE PRECISION NOT NULL,
  -- By its own clock.
  "elapsed_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
  -- Orders that were placed, and happenings that were carried out.
  "placed" INTEGER NOT NULL DEFAULT 0,
  "happened" INTEGER NOT NULL DEFAULT 0,
  "received" INTEGER NOT NULL DEFAULT 0,
  "ended" INTEGER NOT NULL DEFAULT 0,
  "result" JSONB,
  -- JSON, deflated.
  "recording" BYTEA,
  "started_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "started_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "kitchen_run_state_check" CHECK (
    "state" IN ('preparing', 'running', 'finishing', 'done', 'stopped', 'failed')),
  CONSTRAINT "kitchen_run_end_check" CHECK (("state" IN ('done', 'stopped', 'failed')) = ("ended_at" IS NOT NULL))
);
ALTER TABLE "kitchen_run" ALTER COLUMN "recording" SET STORAGE EXTERNAL;
-- Two at once would be each other's disturbance.
CREATE UNIQUE INDEX "kitchen_run_open_key" ON "kitchen_run" ((true)) WHERE "ended_at" IS NULL;
