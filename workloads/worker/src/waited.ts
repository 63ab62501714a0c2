/** Resolves after a while, or as soon as it is stopped. */
export async function waited(ms: number, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const onStop = () => resolve();
  stop.addEventListener('abort', onStop, { once: true });
  await promise;
  clearTimeout(timer);
  stop.removeEventListener('abort', onStop);
}
