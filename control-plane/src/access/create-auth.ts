import { AsyncLocalStorage } from 'node:async_hooks';
import { hkdfSync, randomBytes } from 'node:crypto';
import { newId } from '@longshore/schemas';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** How long one stays signed in after one was last here. */
const SESSION_SECONDS = 7 * 24 * 3600;
/** A session that is used is prolonged at most this often. */
const PROLONGED_EVERY_SECONDS = 3600;
/** How long a one-time link can be followed. */
export const LINK_SECONDS = 10 * 60;

/** What refuses a session to somebody who was disabled; told apart by its code. */
export const USER_DISABLED = 'USER_DISABLED';

export interface AuthParts {
  prisma: PrismaClient;
  /** The first signs; empty: sessions end with this process. */
  secretKeys: readonly Uint8Array[];
  /** Where people reach the control plane: under https, browsers keep the session to https. */
  publicUrl: string | null;
  onError: (message: string) => void;
}

/**
 * Sign-in by better-auth: passwords (scrypt), sessions in the database and one-time links. It is asked by our services
 * alone; none of its own routes is served, so that every request goes the same way through our checks.
 */
export function createAuth({ prisma, secretKeys, publicUrl, onError }: AuthParts) {
  const https = publicUrl?.startsWith('https:') ?? false;
  // Takes the token of a link that is being made to whoever makes it: better-auth hands it to a mailer, and we have none.
  // It is the object's and not the module's: in the bundle each route may have a module of its own.
  const linkMaker = new AsyncLocalStorage<(token: string) => void>();
  const auth = betterAuth({
    appName: 'Longshore',
    // Only for addresses that better-auth makes itself, of which we use none.
    baseURL: publicUrl ?? 'http://127.0.0.1',
    secret: signingSecret(secretKeys),
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false, defaultValue: 'viewer' },
        disabled: { type: 'boolean', required: true, input: false, defaultValue: false },
      },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: PROLONGED_EVERY_SECONDS, cookieCache: { enabled: false } },
    account: { modelName: 'credential' },
    advanced: {
      cookiePrefix: 'longshore',
      useSecureCookies: https,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: ['x-longshore-peer'] },
      disableCSRFCheck: true, // Every request was held against its origin before: see http/same-origin.ts.
      disableOriginCheck: true,
    },
    // Ours are by caller, and shared by all processes where they guard passwords.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => onError(message) },
    plugins: [
      magicLink({
        expiresIn: LINK_SECONDS,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ token }) => linkMaker.getStore()?.(token),
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          async before(session) {
            const user = await prisma.user.findUnique({ where: { id: session.userId }, select: { disabled: true } });
            if (user?.disabled !== false) throw new APIError('FORBIDDEN', { code: USER_DISABLED });
          },
        },
      },
    },
  });
  return Object.assign(auth, { linkMaker });
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Makes a link that signs somebody in once.
 *
 * @returns the token that stands in the link; only its hash is kept
 */
export async function makeLinkToken(auth: Auth, email: string): Promise<string> {
  let made: string | undefined;
  await auth.linkMaker.run(
    (token) => {
      made = token;
    },
    () => auth.api.signInMagicLink({ body: { email }, headers: new Headers() }),
  );
  if (made === undefined) throw new Error('better-auth made no link');
  return made;
}

/** A secret of its own for sessions, so that the key of the vault signs nothing (RFC 5869). */
function signingSecret([key]: readonly Uint8Array[]): string {
  const material = key ?? randomBytes(32);
  return Buffer.from(hkdfSync('sha256', material, new Uint8Array(0), 'longshore sessions', 32)).toString('base64');
}
