import { createHash } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from 'jose';

/** What was kept cannot be read: its key is not here, it was kept for something else, or it was changed. */
export class VaultError extends Error {
  override name = 'VaultError';
}

/** A JSON Web Encryption (RFC 7516) with a key that both ends have. */
const ALGORITHMS = { alg: 'dir', enc: 'A256GCM' } as const;

/** Names a key without telling anything of it. */
function nameOf(key: Uint8Array): string {
  return createHash('sha256').update('longshore key ').update(key).digest('hex').slice(0, 16);
}

/**
 * Encrypts what is kept in the database. Every text is bound to what it is for, so that one row's secret is none in
 * another row. Several keys let one take the place of another: the first encrypts, any decrypts.
 */
export class Vault {
  readonly #keys: ReadonlyMap<string, Uint8Array>;

  /** @param keys - of 32 bytes each; without any, nothing can be kept */
  constructor(keys: readonly Uint8Array[]) {
    this.#keys = new Map(keys.map((key) => [nameOf(key), key]));
  }

  /** Whether there is a key to keep something under. */
  get ready(): boolean {
    return this.#keys.size > 0;
  }

  /** Whether what was kept under it could be read here. */
  holdsKeyOf(kept: string): boolean {
    return this.#keyOf(kept) !== undefined;
  }

  /** @throws VaultError when there is no key */
  async encrypt(text: string, purpose: string): Promise<string> {
    const [first] = this.#keys;
    if (first === undefined) throw new VaultError('there is no key to keep secrets under');
    const [kid, key] = first;
    return new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ ...ALGORITHMS, kid, purpose })
      .encrypt(key);
  }

  /** @throws VaultError */
  async decrypt(kept: string, purpose: string): Promise<string> {
    const key = this.#keyOf(kept);
    if (key === undefined) throw new VaultError('it is kept under a key that is not among LONGSHORE_SECRET_KEY');
    try {
      const { plaintext, protectedHeader } = await compactDecrypt(kept, key, {
        keyManagementAlgorithms: [ALGORITHMS.alg],
        contentEncryptionAlgorithms: [ALGORITHMS.enc],
      });
      if (protectedHeader.purpose !== purpose) throw new VaultError('it was kept for something else');
      return new TextDecoder().decode(plaintext);
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw new VaultError('it was changed since it was kept', { cause: error });
    }
  }

  #keyOf(kept: string): Uint8Array | undefined {
    try {
      const { kid } = decodeProtectedHeader(kept);
      return kid === undefined ? undefined : this.#keys.get(kid);
    } catch (error) {
      // Not one of ours at all.
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }
}
