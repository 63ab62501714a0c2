import { randomBytes } from 'node:crypto';

/** A password of 120 random bits in five groups, to be read aloud or typed once: `k3vnq-…`. */
export function makePassword(random: Uint8Array = randomBytes(25)): string {
  // Without what looks alike: 32 characters, so that the low five bits of a byte choose one evenly.
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const text = [...random].map((byte) => letters[byte % 32]).join('');
  return (text.match(/.{5}/g) ?? []).join('-');
}
