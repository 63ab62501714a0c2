import type { NewApiKey, OneTimeLink, Permission } from '@longshore/schemas';
import { type BenchedControlPlane, callControlPlane } from './control-plane.ts';

/** Signs in as the first administrator, by a one-time link, as `./longshore open` does. @returns the cookies */
export async function signIn(plane: BenchedControlPlane): Promise<string> {
  const { path } = await callControlPlane<OneTimeLink>(plane, '/session/links', { method: 'POST', body: '{}' });
  const token = path.slice(path.indexOf('#') + 1);
  const answer = await fetch(`${plane.url}/api/v1/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`The link was not taken: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
  return cookiesOf(answer.headers.getSetCookie());
}

/** What a client sends back of the cookies that it was given. */
export function cookiesOf(given: readonly string[]): string {
  return given.map((line) => line.split(';', 1)[0] ?? '').join('; ');
}

/** Makes an API key, as whoever is signed in. It counts until the control plane is gone. */
export async function makeApiKey(
  { url }: BenchedControlPlane,
  cookie: string,
  scope: readonly Permission[],
): Promise<string> {
  const answer = await fetch(`${url}/api/v1/api-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ name: 'bench', scope }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`No key was made: ${answer.status} ${await answer.text()}`);
  const { key } = (await answer.json()) as NewApiKey;
  return key;
}
