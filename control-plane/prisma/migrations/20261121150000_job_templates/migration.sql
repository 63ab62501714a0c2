-- Jobs that are worded once and used often. The spec is kept as it was given: what it leaves open is for whoever uses it.

CREATE TABLE "job_template" (
  "id" UUID PRIMARY KEY,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL DEFAULT '',
  "spec" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX "job_template_name_key" ON "job_template" ("name");
