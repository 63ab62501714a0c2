/** Called by Next.js once, before the first request: a bad setting stops the program here, in words. */
export async function register(): Promise<void> {
  const { startWeb } = await import('./http/start-web.ts');
  startWeb();
}
