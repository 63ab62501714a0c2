import { createHash, randomBytes } from 'node:crypto';

/** What is kept of a claim: it is random, so a fast hash is enough. */
export function hashClaim(claim: string): string {
  return createHash('sha256').update(claim).digest('hex');
}

/** A claim for one item and one try. */
export function newClaim(): { claim: string; claimHash: string } {
  const claim = `lsc_${randomBytes(32).toString('base64url')}`;
  return { claim, claimHash: hashClaim(claim) };
}
