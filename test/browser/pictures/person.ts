import type { NewPassword, Role, Session } from '@longshore/schemas';
import { showing } from '../../control-plane/owner-key.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Somebody who asks the API: the owner of the control plane, or who signed in by password. */
export class Person {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  private constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#url = url;
    this.#headers = headers;
  }

  static owner(url: string, ownerKey: string): Person {
    return new Person(url, showing(ownerKey));
  }

  /** Makes an account for somebody else. @returns the password that they sign in with */
  async add(name: string, email: string, role: Role): Promise<NewPassword> {
    return this.ask<NewPassword>('POST', '/users', { name, email, role });
  }

  static async signIn(url: string, { user, password }: NewPassword): Promise<Person> {
    const response = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email: user.email, password }),
    });
    const session = (await response.json()) as Session;
    if (!response.ok) throw new Error(`${user.email} was not let in: ${response.status} ${JSON.stringify(session)}`);
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return new Person(url, { cookie, origin: url });
  }

  async ask<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { ...this.#headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Answer;
  }
}
