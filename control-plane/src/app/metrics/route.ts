import { webRuntime } from '../../http/web-runtime.ts';

/** Prometheus text. */
export async function GET(): Promise<Response> {
  const { metrics } = webRuntime();
  return new Response(await metrics.text(), { headers: { 'content-type': metrics.registry.contentType } });
}

export const dynamic = 'force-dynamic';
