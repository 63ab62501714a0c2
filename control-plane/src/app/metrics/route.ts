import { webRuntime } from '../../http/web-runtime.ts';

/** Prometheus text. */
export async function GET(): Promise<Response> {
  const { registry } = webRuntime().metrics;
  return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } });
}

export const dynamic = 'force-dynamic';
