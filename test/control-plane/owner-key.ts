import { randomBytes } from 'node:crypto';

/** Key of whoever owns the control planes that this process serves: it may do everything. */
export const OWNER_KEY = `lso_${randomBytes(32).toString('base64url')}`;

/** The header by which a key is shown. */
export function showing(key: string): { authorization: string } {
  return { authorization: `Bearer ${key}` };
}

/** What a web program is told so that the owner gets in, and tests are not taken for somebody who asks too often. */
export const accessEnvironment = {
  LONGSHORE_OWNER_KEY: OWNER_KEY,
  LONGSHORE_RATE_PER_CALLER: '1000000',
  LONGSHORE_RATE_PER_ADDRESS: '1000000',
};
