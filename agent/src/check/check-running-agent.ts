import type { AgentConfig } from '../config.ts';
import { type Finding, fine, missing } from './finding.ts';

const deadlineMs = 3_000;

/** What `/readyz` answers, as far as it is looked at here. */
interface Answer {
  ready?: boolean;
  reasons?: string[];
  details?: { agentId?: string };
}

/** Looks at the agent's own port: whether the agent runs here already and is ready, or something else has it. */
export async function checkRunningAgent({ http, agentId }: AgentConfig): Promise<Finding> {
  if (http.port === 0) return fine('agent', 'listens on any free port');
  const host = http.host === '0.0.0.0' || http.host === '::' ? '127.0.0.1' : http.host;
  const where = `${host}:${http.port}`;
  const other = (what: string) =>
    missing('agent', `${what} at ${where}`, 'set agent_port to one that is free, or stop what has it');
  let answer: Answer;
  try {
    const response = await fetch(`http://${where.includes('::') ? `[${host}]:${http.port}` : where}/readyz`, {
      signal: AbortSignal.timeout(deadlineMs),
    });
    answer = JSON.parse(await response.text()) as Answer;
  } catch (error) {
    if (error instanceof SyntaxError) return other('something else answers');
    const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
    if (cause?.code === 'ECONNREFUSED') return fine('agent', `does not run; ${where} is free for it`);
    if (name === 'TimeoutError') return other(`no answer came within ${deadlineMs} ms`);
    return other(`asking failed (${cause?.message ?? message})`);
  }
  const { ready, reasons = [], details } = answer;
  if (details?.agentId === undefined) return other('something else answers');
  if (details.agentId !== agentId) return other(`the agent ${details.agentId} answers`);
  if (ready === true) return fine('agent', `runs and is ready (${where})`);
  return missing('agent', `runs, but is not ready: ${reasons.join('; ')}`, 'it goes on by itself once that is there');
}
