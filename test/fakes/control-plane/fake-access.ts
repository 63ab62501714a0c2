import type { IncomingHttpHeaders } from 'node:http';
import {
  type ApiKey,
  changeUserBody,
  createApiKeyBody,
  createUserBody,
  newId,
  permissionsOf,
  type Role,
  type Session,
  type SignedInPlace,
  type User,
} from '@longshore/schemas';

interface Reply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

interface Asked {
  method: string;
  path: string;
  body: unknown;
}

const COOKIE = 'longshore.session_token=a.b';
const AT = '2026-03-01T12:00:00.000Z';

/** A user as the control plane lists them. */
export function sampleUser(over: Partial<User> = {}): User {
  return {
    id: newId(),
    name: 'Anna',
    email: 'anna@example.org',
    role: 'operator',
    disabled: false,
    sessions: 1,
    keys: 2,
    lastSeenAt: AT,
    createdAt: AT,
    ...over,
  };
}

/** A key of the API as the control plane lists it. */
export function sampleApiKey(over: Partial<ApiKey> = {}): ApiKey {
  return {
    id: newId(),
    name: 'ci',
    start: 'lsk_4fA9',
    owner: { id: newId(), name: 'Anna', email: 'anna@example.org' },
    scope: ['jobs:read', 'jobs:write'],
    state: 'active',
    createdAt: AT,
    expiresAt: null,
    lastUsedAt: null,
    ...over,
  };
}

/** A place where somebody is signed in. */
export function samplePlace(over: Partial<SignedInPlace> = {}): SignedInPlace {
  return {
    id: newId(),
    here: false,
    address: '192.0.2.7',
    client: 'Firefox 148 on Linux',
    createdAt: AT,
    seenAt: AT,
    expiresAt: '2026-03-08T12:00:00.000Z',
    ...over,
  };
}

/** Who asks, as the control plane says it. */
export function sampleSession(role: Role = 'operator', over: Partial<Session> = {}): Session {
  return {
    user: { id: newId(), name: 'Anna', email: 'anna@example.org', role },
    by: 'api-key',
    permissions: [...permissionsOf(role)],
    expiresAt: null,
    ...over,
  };
}

/** First parts of the paths that this fake answers. */
export const NOUNS_OF_ACCESS: readonly string[] = ['session', 'sessions', 'users', 'api-keys'];

/** What the API answers about users, keys and sessions, and to whom it answers at all. */
export class FakeAccess {
  /** The only key that is known; undefined: everybody may ask. */
  key: string | undefined;
  session: Session = sampleSession();
  readonly users: User[] = [];
  readonly keys: ApiKey[] = [];
  readonly places: SignedInPlace[] = [];
  /** What signs in, and whether somebody is. */
  password = 'right horse';
  signedIn = false;

  /** The answer to whoever shows the wrong key, or none. */
  refusal(method: string, path: string, { authorization, cookie }: IncomingHttpHeaders): Reply | undefined {
    if (method === 'POST' && ['/session', '/session/link'].includes(path)) return undefined;
    if (this.signedIn && cookie === COOKIE) return undefined;
    if (this.key === undefined || authorization === `Bearer ${this.key}`) return undefined;
    return problem(
      401,
      'not_signed_in',
      authorization === undefined ? 'Nobody is signed in.' : 'The key is not known.',
    );
  }

  reply(asked: Asked, noun: string, id: string, verb: string | undefined): Reply {
    if (noun === 'users') return this.#users(asked, id, verb);
    if (noun === 'api-keys') return this.#keys(asked, id);
    switch (`${asked.method} /${noun}/${id}`) {
      case 'GET /session/':
        return { status: 200, body: this.session };
      case 'POST /session/':
        if ((asked.body as { password: string }).password === this.password) return this.#letIn();
        return problem(401, 'wrong_credentials', 'E-mail and password do not go together.', 'Try again.');
      case 'POST /session/link':
        if ((asked.body as { token: string }).token === 'once') return this.#letIn();
        return problem(401, 'link_used', 'The link was used.');
      case 'DELETE /session/':
        this.signedIn = false;
        return { status: 204, body: '' };
      case 'POST /session/links':
        return { status: 200, body: { path: '/sign-in#once', email: 'owner@longshore.local', expiresAt: AT } };
      case 'GET /sessions/':
        return { status: 200, body: { items: this.places } };
      case 'DELETE /sessions/':
        this.places.splice(0);
        this.signedIn = false;
        return { status: 204, body: '' };
      case `DELETE /sessions/${id}`:
        return remove(this.places, id);
      default:
        throw notImplemented(asked);
    }
  }

  #letIn(): Reply {
    this.signedIn = true;
    return { status: 200, body: this.session, headers: { 'set-cookie': `${COOKIE}; Path=/; HttpOnly` } };
  }

  #users(asked: Asked, id: string, verb: string | undefined): Reply {
    if (id === '' && asked.method === 'GET') return { status: 200, body: { items: this.users } };
    if (id === '' && asked.method === 'POST') {
      const user = sampleUser({ ...createUserBody.parse(asked.body), sessions: 0, keys: 0, lastSeenAt: null });
      this.users.push(user);
      return { status: 201, body: { user, password: 'made-at-random' } };
    }
    const user = this.users.find((candidate) => candidate.id === id);
    if (user === undefined) return problem(404, 'not_found', `There is no user ${id}.`);
    switch (`${asked.method} ${verb ?? ''}`) {
      case 'PATCH ':
        return { status: 200, body: Object.assign(user, changeUserBody.parse(asked.body)) };
      case 'DELETE ':
        return remove(this.users, id);
      case 'POST password':
        return { status: 200, body: { user, password: 'made-at-random' } };
      case 'DELETE sessions':
        user.sessions = 0;
        return { status: 204, body: '' };
      default:
        throw notImplemented(asked);
    }
  }

  #keys(asked: Asked, id: string): Reply {
    switch (asked.method) {
      case 'GET':
        return { status: 200, body: { items: this.keys } };
      case 'POST': {
        const { name, scope = null } = createApiKeyBody.parse(asked.body);
        const apiKey = sampleApiKey({ name, scope });
        this.keys.push(apiKey);
        return { status: 201, body: { apiKey, key: `${apiKey.start}9mXw` } };
      }
      case 'DELETE':
        return remove(this.keys, id);
      default:
        throw notImplemented(asked);
    }
  }
}

function remove(items: { id: string }[], id: string): Reply {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) return problem(404, 'not_found', `There is no ${id}.`);
  items.splice(index, 1);
  return { status: 204, body: '' };
}

function problem(status: number, code: string, detail: string, advice?: string): Reply {
  return {
    status,
    body: { type: 'about:blank', title: 'Refused', status, code, detail, ...(advice === undefined ? {} : { advice }) },
  };
}

function notImplemented({ method, path }: Asked): Error {
  return new Error(`the fake control plane does not implement ${method} ${path}`);
}
