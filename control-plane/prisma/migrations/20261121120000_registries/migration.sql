-- How to sign in to registries of images. The secret is encrypted under a key that is not in the database.

CREATE TABLE "registry_credential" (
  "registry" TEXT PRIMARY KEY,
  "username" TEXT NOT NULL,
  "secret" TEXT NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
