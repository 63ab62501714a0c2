import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OWNER } from '../../access/caller.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { Vault } from '../../secrets/vault.ts';
import type { ServiceContext } from '../service-context.ts';
import { forgetRegistry } from './forget-registry.ts';
import { keepRegistry } from './keep-registry.ts';

/** Without a database: what is refused must be refused before anything is written. */
const contextWith = (keys: readonly Uint8Array[]) =>
  ({ vault: new Vault(keys), actor: 'test', caller: OWNER }) as ServiceContext;

async function problemOf(asked: Promise<unknown>): Promise<ProblemError['problem']> {
  const error: unknown = await asked.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (error instanceof ProblemError) return error.problem;
  throw new Error(`not refused as it should be: ${String(error)}`);
}

describe('credentials of a registry', () => {
  const ctx = contextWith([new Uint8Array(randomBytes(32))]);
  const anna = { username: 'anna', password: 'a' };

  it('are refused in words, field by field', async () => {
    const refused = async (name: string, body: unknown) => (await problemOf(keepRegistry(ctx, name, body))).errors;
    expect(await refused('ghcr.io/acme', anna)).toMatchObject([{ path: 'registry' }]);
    expect(await refused('acme', anna)).toMatchObject([
      { path: 'registry', message: expect.stringContaining('folder of docker.io') },
    ]);
    expect(await refused('ghcr.io', { username: '', password: '' })).toEqual([
      { path: 'username', message: 'who signs in' },
      { path: 'password', message: 'a password, or an access token' },
    ]);
    expect(await refused('ghcr.io', { ...anna, token: 'x' })).toEqual([{ path: 'token', message: 'unknown field' }]);
    expect((await problemOf(forgetRegistry(ctx, 'two words'))).status).toBe(422);
  });

  it('are not kept without a key to keep them under, and the answer says how to get one', async () => {
    const { status, code, advice } = await problemOf(keepRegistry(contextWith([]), 'ghcr.io', anna));
    expect({ status, code }).toEqual({ status: 503, code: 'no_secret_key' });
    expect(advice).toContain('openssl rand -base64 32');
  });

  it('never have their password in a refusal', async () => {
    const password = 'x'.repeat(9_000);
    expect(JSON.stringify(await problemOf(keepRegistry(ctx, 'ghcr.io', { ...anna, password })))).not.toContain('xxxx');
  });
});
