import { DIGESTS, type WorkType } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';

/** What of a payload tells what it asks for; of a text no more than its start. A field that it has not is null. */
export type BriefPayload = Partial<
  Record<
    'operation' | 'algorithm' | 'input' | 'limit' | 'samples' | 'digest' | 'url' | 'groupBy' | 'chain',
    string | number | readonly string[] | null
  >
>;

const DIGEST_WORDS: Record<(typeof DIGESTS)[number], string> = {
  sha256: 'SHA-256',
  sha512: 'SHA-512',
  sha1: 'SHA-1',
  'sha3-256': 'SHA3-256',
  blake2b512: 'BLAKE2b-512',
  md5: 'MD5',
};

/** Longest start of a text that is told. */
const TEXT_MAX = 40;

function digestWords(given: unknown): string {
  const known = DIGESTS.find((digest) => digest === given);
  return known === undefined ? 'Digest' : DIGEST_WORDS[known];
}

/** A text as one line, or its start. */
function inShort(text: string): string {
  const line = [...text.replaceAll(/\s+/g, ' ')];
  return line.length > TEXT_MAX ? `${line.slice(0, TEXT_MAX).join('')}…` : line.join('');
}

function computeWords({ operation, algorithm, input, limit, samples }: BriefPayload): string {
  if (operation === 'prime-count') return `Primes up to ${formatCount(Number(limit))}`;
  if (operation === 'monte-carlo-pi') return `π from ${formatCount(Number(samples))} samples`;
  const text = typeof input === 'string' ? input : '';
  return `${digestWords(algorithm)} of ${text === '' ? 'no text' : `“${inShort(text)}”`}`;
}

function dataWords({ groupBy }: BriefPayload): string {
  return Array.isArray(groupBy) && groupBy.length > 0 ? `Rows by ${inShort(groupBy.join(', '))}` : 'Rows';
}

/** What an item asks for, in a few words: `SHA-256 of “abc”`, `Rows by city`, `Append to demo`. */
export function asksWords(type: WorkType, brief: BriefPayload): string {
  switch (type) {
    case 'compute':
      return computeWords(brief);
    case 'file':
      return `${digestWords(brief.digest)} of ${typeof brief.url === 'string' ? inShort(brief.url) : 'an uploaded file'}`;
    case 'data':
      return dataWords(brief);
    case 'blockchain':
      return `${brief.operation === 'verify' ? 'Verify' : 'Append to'} ${String(brief.chain)}`;
    default:
      // A type that was added has no words of its own.
      return 'Item';
  }
}
