import { z } from 'zod';
import { ID_PATTERN } from '../ids.ts';
import { DIGESTS } from './compute.ts';

/** An uploaded file, by its id. */
export const fileIdSchema = z.string().regex(ID_PATTERN, 'the id that POST /work-files answered');

export const fetchedUrlSchema = z
  .url({ protocol: /^https?$/, error: 'an http or https address' })
  .max(2_000, 'at most 2000 characters')
  .refine((text) => {
    const { username, password } = new URL(text);
    return username === '' && password === '';
  }, 'an address without user and password');

const digest = z.enum(DIGESTS).default('sha256');

/** What a `file` item asks for: an uploaded file or an address. */
export const filePayload = z.union(
  [z.strictObject({ file: fileIdSchema, digest }), z.strictObject({ url: fetchedUrlSchema, digest })],
  'give file, the id of an upload, or url, an http or https address, and at most a digest beside it',
);

export const fileResult = z.object({
  bytes: z.number().int(),
  algorithm: z.enum(DIGESTS),
  digest: z.string().describe('In hexadecimal.'),
  kind: z.string().describe('By its first bytes, such as image/png, text/plain or application/octet-stream.'),
  text: z.boolean().describe('Whether all of it is valid UTF-8 without NUL.'),
  lines: z.number().int().nullable().describe('Line feeds, and one more where the last line has none; null: no text.'),
  words: z.number().int().nullable().describe('Runs of what is not white space; null: no text.'),
});

export type FilePayload = z.output<typeof filePayload>;
export type FileResult = z.output<typeof fileResult>;
