import { newId, type Role } from '@longshore/schemas';
import type pg from 'pg';
import { conflict } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { ServiceContext } from '../service-context.ts';

export interface NewUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Null: signs in by a link, until a password is made. */
  passwordHash: string | null;
}

// Whoever makes the account vouches for the address: nothing is ever sent there.
const INSERT = `
INSERT INTO users (id, name, email, role, email_verified) VALUES ($1, $2, $3, $4, true)
ON CONFLICT (email) DO NOTHING`;

const CREDENTIAL = `
INSERT INTO user_credential (id, user_id, account_id, provider_id, password) VALUES ($1, $2::uuid, $2::uuid::text, 'credential', $3)
ON CONFLICT (provider_id, account_id) DO UPDATE SET password = excluded.password, updated_at = now()`;

/** @throws ProblemError 409 when somebody has the e-mail already */
export async function insertUser(
  client: pg.ClientBase,
  ctx: Pick<ServiceContext, 'actor' | 'origin'>,
  { id, name, email, role, passwordHash }: NewUser,
): Promise<void> {
  const { rowCount } = await client.query(INSERT, [id, name, email, role]);
  if (rowCount === 0) {
    throw conflict(
      `Somebody with the e-mail ${email} is there already.`,
      'Change that user, or use another e-mail.',
      'email_taken',
    );
  }
  if (passwordHash !== null) await setPassword(client, id, passwordHash);
  await writeAudit(client, ctx, {
    action: 'UserCreated',
    subjectType: 'user',
    subjectId: id,
    detail: { name, email, role },
  });
}

/** Sets a password, in the place of one that there may be. */
export async function setPassword(client: pg.ClientBase, userId: string, passwordHash: string): Promise<void> {
  await client.query(CREDENTIAL, [newId(), userId, passwordHash]);
}
