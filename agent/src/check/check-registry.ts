import { subjectOfRecord } from '@longshore/kafka';
import type { AgentConfig } from '../config.ts';
import { type Finding, fine, missing } from './finding.ts';

const deadlineMs = 5_000;

/** The finding about the registry, and by how many milliseconds its clock is ahead; null when it does not tell. */
export interface RegistryFinding {
  finding: Finding;
  clockAheadMs: number | null;
}

/** Looks at the schema registry: whether it answers at this address, and holds the agent's schemas. */
export async function checkRegistry({ registryUrl, topicPrefix }: AgentConfig): Promise<RegistryFinding> {
  const base = registryUrl.replace(/\/+$/, '');
  const askedAtMs = Date.now();
  let status: number;
  let text: string;
  let date: string | null;
  try {
    const response = await fetch(`${base}/subjects`, { signal: AbortSignal.timeout(deadlineMs) });
    ({ status } = response);
    date = response.headers.get('date');
    text = await response.text();
  } catch (error) {
    const finding = missing(
      'registry',
      `${base} ${describeRefusal(error)}`,
      'see that it runs, and that schema_registry_url is its address',
    );
    return { finding, clockAheadMs: null };
  }
  const toldMs = Date.parse(date ?? '');
  const clockAheadMs = Number.isNaN(toldMs) ? null : toldMs - (askedAtMs + Date.now()) / 2;
  return { finding: describeAnswer(base, status, text, topicPrefix), clockAheadMs };
}

function describeAnswer(base: string, status: number, text: string, topicPrefix: string): Finding {
  const subjects = status === 200 ? parseSubjects(text) : null;
  if (subjects === null) {
    return missing(
      'registry',
      `${base} answers ${status}, but not as a schema registry does`,
      'schema_registry_url must have the path of the Confluent API: /apis/ccompat/v7 with Apicurio',
    );
  }
  const wanted = (['JobInstruction', 'JobStatus', 'AgentStatus', 'JobLogBatch'] as const).map((record) =>
    subjectOfRecord(record, topicPrefix),
  );
  const absent = wanted.filter((subject) => !subjects.includes(subject));
  if (absent.length === 0) return fine('registry', `${base} · holds the ${wanted.length} schemas`);
  return missing(
    'registry',
    `${base} does not hold ${absent.join(', ')}`,
    'start the control plane, which registers them, or see that topic_prefix is the control plane’s',
  );
}

/** The subjects, or null when the answer is no list of names. */
function parseSubjects(text: string): string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function describeRefusal(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError') return `gave no answer within ${deadlineMs} ms`;
  if (cause?.code === 'ENOTFOUND') return 'has a name that nobody knows';
  if (cause?.code === 'ECONNREFUSED') return 'refuses connections: nothing listens there';
  return `cannot be reached: ${cause?.message ?? message}`;
}
