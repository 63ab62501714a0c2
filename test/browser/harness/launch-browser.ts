import { type Browser, chromium } from 'playwright-core';

/** Where Debian's package puts it. */
export const executablePath = '/usr/bin/chromium';

/** Starts a real Chromium without a window. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
