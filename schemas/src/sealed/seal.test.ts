import { describe, expect, it } from 'vitest';
import { newSealingKey, SealError, seal } from './seal.ts';

const text = JSON.stringify({ username: 'anna', password: 'pässwörd' });

describe('a sealed text', () => {
  it('is read by the holder of the key, and by nobody else', async () => {
    const [mine, other] = await Promise.all([newSealingKey(), newSealingKey()]);
    const sealed = await seal(mine.publicKey, text, 'a credential');
    expect(await mine.open(sealed, 'a credential')).toBe(text);
    await expect(other.open(sealed, 'a credential')).rejects.toThrow(SealError);
  });

  it('is never sealed the same way twice, nor holds the words', async () => {
    const { publicKey } = await newSealingKey();
    const [one, two] = await Promise.all([seal(publicKey, text, 'a'), seal(publicKey, text, 'a')]);
    expect(one).not.toBe(two);
    for (const part of one.split('.')) expect(Buffer.from(part, 'base64url').toString()).not.toContain('anna');
  });

  it('cannot be used for another purpose, also where the purpose was changed in it', async () => {
    const { publicKey, open } = await newSealingKey();
    const sealed = await seal(publicKey, text, 'for attempt 1');
    await expect(open(sealed, 'for attempt 2')).rejects.toThrow('another purpose');
    const [header = '', ...rest] = sealed.split('.');
    const changed = Buffer.from(header, 'base64url').toString().replace('attempt 1', 'attempt 2');
    const forged = [Buffer.from(changed).toString('base64url'), ...rest].join('.');
    await expect(open(forged, 'for attempt 2')).rejects.toThrow('changed on the way');
  });

  it.each(['', 'not sealed', 'a.b.c.d.e'])('that is none (%j) is refused in words', async (sealed) => {
    const { open } = await newSealingKey();
    await expect(open(sealed, 'a')).rejects.toThrow(SealError);
  });

  it('is not made for a key that is none', async () => {
    await expect(seal('', text, 'a')).rejects.toThrow('a public key has 32 bytes');
  });
});
