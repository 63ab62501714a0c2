-- Who may sign in, where they are signed in, and the keys of programs. Columns are those that better-auth asks for, and ours.

CREATE TABLE "users" (
  "id" UUID PRIMARY KEY,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "email_verified" BOOLEAN NOT NULL DEFAULT false,
  "image" TEXT,
  "role" TEXT NOT NULL DEFAULT 'viewer',
  "disabled" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX "users_email_key" ON "users" ("email");

CREATE TABLE "user_session" (
  "id" UUID PRIMARY KEY,
  "token" TEXT NOT NULL,
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
  "ip_address" TEXT,
  "user_agent" TEXT,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX "user_session_token_key" ON "user_session" ("token");
CREATE INDEX "user_session_user_id_idx" ON "user_session" ("user_id");
CREATE INDEX "user_session_expires_at_idx" ON "user_session" ("expires_at");

-- How somebody signs in; for now by a password alone.
CREATE TABLE "user_credential" (
  "id" UUID PRIMARY KEY,
  "account_id" TEXT NOT NULL,
  "provider_id" TEXT NOT NULL,
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
  "access_token" TEXT,
  "refresh_token" TEXT,
  "id_token" TEXT,
  "access_token_expires_at" TIMESTAMPTZ(3),
  "refresh_token_expires_at" TIMESTAMPTZ(3),
  "scope" TEXT,
  "password" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX "user_credential_provider_id_account_id_key" ON "user_credential" ("provider_id", "account_id");
CREATE INDEX "user_credential_user_id_idx" ON "user_credential" ("user_id");

-- What waits to be shown again, such as the hash of a one-time link.
CREATE TABLE "verification" (
  "id" UUID PRIMARY KEY,
  "identifier" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "verification_identifier_idx" ON "verification" ("identifier");
CREATE INDEX "verification_expires_at_idx" ON "verification" ("expires_at");

CREATE TABLE "api_key" (
  "id" UUID PRIMARY KEY,
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "start" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "scope" TEXT[],
  "expires_at" TIMESTAMPTZ(3),
  "last_used_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key" ("hash");
CREATE INDEX "api_key_user_id_idx" ON "api_key" ("user_id");

-- Wrong passwords in a row, by account and by address: see src/access/sign-in-rule.ts.
CREATE TABLE "sign_in_failure" (
  "subject" TEXT PRIMARY KEY,
  "failures" INTEGER NOT NULL,
  "last_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "sign_in_failure_last_at_idx" ON "sign_in_failure" ("last_at");
