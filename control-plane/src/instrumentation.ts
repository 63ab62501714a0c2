/** Called by Next.js once, before the first request: a bad setting stops the program here, in words. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next.js replaces it for each runtime that it compiles for; the edge has no Kafka.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startWeb } = await import('./http/start-web.ts');
    startWeb();
  }
}
