-- From where something was asked for, and what people look for in the audit log. Entries of before have no origin.

ALTER TABLE "audit" ADD COLUMN "origin" TEXT;

-- Lists are read by falling id, so the id closes each index.
DROP INDEX "audit_subject_type_subject_id_idx";
CREATE INDEX "audit_subject_type_subject_id_id_idx" ON "audit"("subject_type", "subject_id", "id");
CREATE INDEX "audit_action_id_idx" ON "audit"("action", "id");
CREATE INDEX "audit_actor_id_idx" ON "audit"("actor", "id");
CREATE INDEX "audit_at_idx" ON "audit"("at");
