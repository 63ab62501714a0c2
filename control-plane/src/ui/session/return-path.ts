/** Where whoever signs in is led without a wish of their own. */
const HOME = '/';

/** First segments of paths that are no pages, and of the page that leads back. */
const NO_PAGES = new Set(['api', '_next', 'sign-in', 'healthz', 'readyz', 'metrics', 'openapi.json']);

const LONGEST = 2_000;
/** Stands for us while an address is taken apart; no address may name it. */
const US = 'http://longshore.invalid';

/**
 * The page to return to after a sign-in: the path that was asked for where it is one of our pages, else the overview.
 * An address that leads elsewhere, however it is written, or that a browser and we might read differently, is none.
 */
export function returnPath(asked: string | null): string {
  if (asked === null || asked.length > LONGEST || !isPlain(asked)) return HOME;
  const url = URL.parse(asked, US);
  if (url === null || url.origin !== US || url.username !== '') return HOME;
  const decoded = decodeWhole(url.pathname);
  // Taken apart, `/..//host` is `//host`: what the browser makes of it is looked at, not what was written.
  if (decoded === null || !isPlain(decoded)) return HOME;
  const [, first = ''] = decoded.split('/');
  if (NO_PAGES.has(first.toLowerCase())) return HOME;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Begins with one slash, and has nothing that parsers of addresses disagree about. */
function isPlain(path: string): boolean {
  return /^\/(?!\/)/.test(path) && !/[\\\p{Cc}]/u.test(path);
}

/** Without any percent-encoding, also that which was encoded again; null: it never ends, or is malformed. */
function decodeWhole(path: string): string | null {
  let text = path;
  for (let round = 0; round < 5; round += 1) {
    let decoded: string;
    try {
      decoded = decodeURIComponent(text);
    } catch {
      return null;
    }
    if (decoded === text) return text;
    text = decoded;
  }
  return null;
}
