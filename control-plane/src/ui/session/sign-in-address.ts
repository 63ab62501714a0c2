/** Where one signs in. */
export const SIGN_IN_PATH = '/sign-in';

/** Where one signs in beside a page that has words typed into it: it leads nowhere afterwards, but back to that tab. */
export const SIGN_IN_BESIDE = `${SIGN_IN_PATH}?beside=1`;

/** Where one signs in to come back to a page. */
export function signInAddress(page: Pick<Location, 'pathname' | 'search' | 'hash'>): string {
  const here = `${page.pathname}${page.search}${page.hash}`;
  return here === '/' ? SIGN_IN_PATH : `${SIGN_IN_PATH}?to=${encodeURIComponent(here)}`;
}
