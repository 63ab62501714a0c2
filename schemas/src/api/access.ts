import { z } from 'zod';
import { PERMISSIONS, ROLES } from '../access.ts';

const instant = z.iso.datetime().describe('ISO 8601, UTC');

const email = z
  .email('an address such as anna@example.org')
  .max(254, 'at most 254 characters')
  .transform((given) => given.toLowerCase());

const personName = z.string().trim().min(1, 'how people call them').max(100, 'at most 100 characters');

/** A password that somebody sets: long rather than odd (NIST SP 800-63B § 3.1.1). */
const newPassword = z.string().min(12, 'at least 12 characters').max(128, 'at most 128 characters');

const role = z.enum(ROLES);
const permission = z.enum(PERMISSIONS);

/** Body of `POST /session`. */
export const signInBody = z.strictObject({
  email,
  password: z.string().min(1, 'the password').max(128, 'at most 128 characters'),
});

/** Body of `POST /session/link`: what stands behind `#` in a one-time link. */
export const followLinkBody = z.strictObject({ token: z.string().min(1).max(200) });

/** Body of `POST /session/password`. */
export const changePasswordBody = z.strictObject({
  current: z.string().min(1, 'the password as it is').max(128, 'at most 128 characters'),
  next: newPassword,
});

/** Answers `GET /session`, and whatever signs in: who asks, and what they may do. */
export const sessionSchema = z.object({
  user: z
    .object({ id: z.string(), name: z.string(), email: z.string(), role })
    .nullable()
    .describe('null: the owner key, which is nobody’s.'),
  by: z.enum(['session', 'api-key', 'owner-key']).describe('How the caller showed who they are.'),
  permissions: z.array(permission),
  expiresAt: instant.nullable(),
});

/** One place where somebody is signed in. */
export const signedInPlaceSchema = z.object({
  id: z.string(),
  here: z.boolean().describe('The one that asks.'),
  address: z.string().nullable().describe('From where it was begun.'),
  client: z.string().nullable().describe('What the client called itself.'),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
});

/** Answers `GET /sessions`. */
export const sessionsSchema = z.object({ items: z.array(signedInPlaceSchema) });

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  disabled: z.boolean().describe('Cannot sign in, and their keys count for nothing.'),
  sessions: z.number().int().describe('Places where they are signed in.'),
  keys: z.number().int().describe('Keys of theirs that still count.'),
  lastSeenAt: instant.nullable(),
  createdAt: instant,
});

/** Answers `GET /users`. */
export const usersSchema = z.object({ items: z.array(userSchema) });

/** Body of `POST /users`. */
export const createUserBody = z.strictObject({ name: personName, email, role });

/** Body of `PATCH /users/{id}`. */
export const changeUserBody = z
  .strictObject({ name: personName.optional(), role: role.optional(), disabled: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'nothing to change: give name, role or disabled');

/** Answers `POST /users` and `POST /users/{id}/password`, which alone tell a password. */
export const newPasswordSchema = z.object({
  user: userSchema,
  password: z.string().describe('Made at random. It is not shown again.'),
});

/** Body of `POST /api-keys`. */
export const createApiKeyBody = z.strictObject({
  name: z.string().trim().min(1, 'what it is for').max(100, 'at most 100 characters'),
  scope: z
    .array(permission)
    .min(1, 'at least one permission; leave it out for all that its owner may do')
    .max(PERMISSIONS.length)
    .optional()
    .describe('What it may be used for, of what its owner may do. Left out: all of that.'),
  expiresInDays: z.number().int().min(1, 'at least a day').max(3_650, 'at most 3650 days').optional(),
});

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  start: z.string().describe('How it begins, to know it by.'),
  owner: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  scope: z.array(permission).nullable().describe('null: all that its owner may do.'),
  state: z.enum(['active', 'expired']),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable().describe('To the minute.'),
});

/** Answers `GET /api-keys`: those of the caller, and of everybody where the caller may see users. */
export const apiKeysSchema = z.object({ items: z.array(apiKeySchema) });

/** Answers `POST /api-keys`, which alone tells a key. */
export const newApiKeySchema = z.object({
  apiKey: apiKeySchema,
  key: z.string().describe('It is not shown again.'),
});

/** Answers `POST /session/links`, which the owner key may ask for. */
export const oneTimeLinkSchema = z.object({
  path: z.string().describe('Of the page that signs in, below the control plane’s address; it works once.'),
  email: z.string().describe('As whom one is signed in.'),
  expiresAt: instant,
});

export type Session = z.output<typeof sessionSchema>;
export type Sessions = z.output<typeof sessionsSchema>;
export type SignedInPlace = z.output<typeof signedInPlaceSchema>;
export type User = z.output<typeof userSchema>;
export type Users = z.output<typeof usersSchema>;
export type NewPassword = z.output<typeof newPasswordSchema>;
export type ApiKey = z.output<typeof apiKeySchema>;
export type ApiKeys = z.output<typeof apiKeysSchema>;
export type NewApiKey = z.output<typeof newApiKeySchema>;
export type OneTimeLink = z.output<typeof oneTimeLinkSchema>;
