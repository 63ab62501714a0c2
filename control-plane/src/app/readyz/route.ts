import { json } from '../../http/api-route.ts';
import { problemOfError } from '../../http/problem-response.ts';
import { webRuntime } from '../../http/web-runtime.ts';

/** The program can do its work: its database answers and has its tables. */
export async function GET(): Promise<Response> {
  try {
    await webRuntime().database.pool.query('SELECT epoch FROM leadership');
    return json({ status: 'ready' });
  } catch (error) {
    return json({ status: 'not ready', trouble: problemOfError(error).detail }, { status: 503 });
  }
}

export const dynamic = 'force-dynamic';
