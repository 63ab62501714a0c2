/** What a browser sends back of the cookies that it was given, for `ask`: those and no key. */
export function asBrowser(headers: Headers): { authorization: string; cookie: string } {
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return { authorization: '', cookie: cookies.join('; ') };
}
