import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Vault, VaultError } from './vault.ts';

const newKey = () => new Uint8Array(randomBytes(32));

describe('the vault', () => {
  it('gives back what it was given, for the same purpose alone', async () => {
    const vault = new Vault([newKey()]);
    const kept = await vault.encrypt('pässwörd', 'ghcr.io');
    expect(kept).not.toContain(Buffer.from('pässwörd').toString('base64url'));
    expect(await vault.decrypt(kept, 'ghcr.io')).toBe('pässwörd');
    await expect(vault.decrypt(kept, 'docker.io')).rejects.toThrow('kept for something else');
  });

  it('never keeps the same text the same way twice', async () => {
    const vault = new Vault([newKey()]);
    expect(await vault.encrypt('a', 'b')).not.toBe(await vault.encrypt('a', 'b'));
  });

  it('reads what an earlier key encrypted, and encrypts under the first', async () => {
    const [earlier, later] = [newKey(), newKey()];
    const kept = await new Vault([earlier]).encrypt('secret', 'a');
    const both = new Vault([later, earlier]);
    expect(await both.decrypt(kept, 'a')).toBe('secret');
    const anew = await both.encrypt('secret', 'a');
    expect(await new Vault([later]).decrypt(anew, 'a')).toBe('secret');
    expect(new Vault([earlier]).holdsKeyOf(anew)).toBe(false);
  });

  it('says that the key is not there, and that something was changed', async () => {
    const vault = new Vault([newKey()]);
    const kept = await vault.encrypt('secret', 'a');
    const other = new Vault([newKey()]);
    expect(other.holdsKeyOf(kept)).toBe(false);
    await expect(other.decrypt(kept, 'a')).rejects.toThrow('not among LONGSHORE_SECRET_KEY');
    const parts = kept.split('.');
    const changed = [...parts.slice(0, 3), Buffer.from('others').toString('base64url'), parts[4]].join('.');
    await expect(vault.decrypt(changed, 'a')).rejects.toThrow('changed since it was kept');
    expect(vault.holdsKeyOf('no such thing')).toBe(false);
  });

  it('without a key keeps nothing', async () => {
    const vault = new Vault([]);
    expect(vault.ready).toBe(false);
    await expect(vault.encrypt('secret', 'a')).rejects.toThrow(VaultError);
  });
});
