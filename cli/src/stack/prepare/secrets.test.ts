import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecrets, readOwnerKey } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the secrets of a stack', () => {
  it('are made up once, and for the eyes of their owner alone', () => {
    const secrets = loadSecrets(folder);
    expect(secrets.ownerKey).toMatch(/^lso_[\w-]{43}$/);
    expect(loadSecrets(folder)).toEqual(secrets);
    expect(readOwnerKey(folder)).toBe(secrets.ownerKey);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('get what an older version did not make, and keep the rest', () => {
    const old = { databasePassword: 'one', registryPassword: 'two', secretKey: 'three' };
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify(old));
    expect(readOwnerKey(folder)).toBeUndefined();
    const secrets = loadSecrets(folder);
    expect(secrets).toEqual({ ...old, ownerKey: expect.stringMatching(/^lso_/) });
    expect(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))).toEqual(secrets);
  });

  it('are not made up by a look at the owner key', () => {
    expect(readOwnerKey(join(folder, 'elsewhere'))).toBeUndefined();
  });
});
