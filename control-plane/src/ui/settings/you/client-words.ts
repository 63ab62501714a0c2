const BROWSERS = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Headless)?(?:Chrome|Chromium|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;

const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMac(?:intosh| OS X)\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** What a client called itself, in words: `Firefox on Linux`; its own first word where it is no browser that we know. */
export function clientWords(client: string | null): string {
  if (client === null || client.trim() === '') return 'Did not say what it is';
  const find = (of: readonly (readonly [string, RegExp])[]) => of.find(([, pattern]) => pattern.test(client))?.[0];
  const browser = find(BROWSERS);
  const system = find(SYSTEMS);
  const [first = client] = client.trim().split(/\s/);
  const name = browser ?? first.slice(0, 60);
  return system === undefined ? name : `${name} on ${system}`;
}
