import { CompactEncrypt, compactDecrypt, errors, exportJWK, generateKeyPair, importJWK } from 'jose';

/** What was sealed cannot be opened: it was sealed to another key, for another purpose, or was changed on the way. */
export class SealError extends Error {
  override name = 'SealError';
}

/** The receiving end: only who holds it can open what was sealed to its public key. */
export interface SealingKey {
  /** The 32 bytes of an X25519 key, in Base64. */
  readonly publicKey: string;
  /**
   * Opens what was sealed for this purpose.
   *
   * @throws SealError
   */
  open(sealed: string, purpose: string): Promise<string>;
}

/** A JSON Web Encryption (RFC 7516) with a key agreed by ECDH-ES over X25519 (RFC 8037). */
const ALGORITHMS = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;

/** Makes a key whose private half cannot be taken out of the process. */
export async function newSealingKey(): Promise<SealingKey> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHMS.alg, { crv: 'X25519', extractable: false });
  const { x = '' } = await exportJWK(publicKey);
  return {
    publicKey: Buffer.from(x, 'base64url').toString('base64'),
    open: async (sealed, purpose) => {
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(sealed, privateKey, {
          keyManagementAlgorithms: [ALGORITHMS.alg],
          contentEncryptionAlgorithms: [ALGORITHMS.enc],
        });
        if (protectedHeader.purpose !== purpose) throw new SealError('it was sealed for another purpose');
        return new TextDecoder().decode(plaintext);
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error;
        throw new SealError('it was sealed to another key, or changed on the way', { cause: error });
      }
    },
  };
}

/**
 * Seals a text so that only the holder of the key can read it, and only for the purpose named.
 *
 * @param publicKey - as `SealingKey.publicKey`
 * @param purpose - what it is for and for whom; readable by everybody, but not changeable
 * @throws SealError when the public key is none
 */
export async function seal(publicKey: string, text: string, purpose: string): Promise<string> {
  const x = Buffer.from(publicKey, 'base64');
  if (x.length !== 32) throw new SealError(`a public key has 32 bytes, this one ${x.length}`);
  const key = await importJWK({ kty: 'OKP', crv: 'X25519', x: x.toString('base64url') }, ALGORITHMS.alg);
  return new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader({ ...ALGORITHMS, purpose }).encrypt(key);
}
