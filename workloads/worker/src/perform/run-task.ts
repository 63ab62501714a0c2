import { jsonBytes, WORK_SCHEMAS, type WorkFailure, type WorkProgress, type WorkType } from '@longshore/schemas';
import { type WorkContext, WorkError } from '../handlers/handler.ts';
import { HANDLERS } from '../handlers/handlers.ts';
import { openInput } from './open-input.ts';
import type { Outcome, Task } from './task.ts';

type AnyHandler = (payload: unknown, context: WorkContext) => unknown;

function failureOf(error: unknown): WorkFailure {
  const code = error instanceof WorkError ? error.code : 'HANDLER_FAILED';
  return { code, message: (error instanceof Error ? error.message : String(error)).slice(0, 2_000) };
}

/** A payload of a type, read again: who wrote the database may have been another version. */
function readPayload(type: WorkType, payload: unknown): unknown {
  const parsed = WORK_SCHEMAS[type].payload.safeParse(payload);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new WorkError('BAD_PAYLOAD', `${first?.path.join('.') || 'payload'}: ${first?.message}`);
}

/** Works on a task to its end. Never rejects: what goes wrong is an outcome. */
export async function runTask(task: Task, tell: (progress: WorkProgress) => void): Promise<Outcome> {
  try {
    const handle = HANDLERS[task.type] as AnyHandler;
    const result = await handle(readPayload(task.type, task.payload), {
      head: task.head,
      input: () => openInput(task.input, task.inputBytesMax),
      progress: (done, total, unit) => tell({ done, total, unit }),
      nowMs: task.nowMs,
    });
    const bytes = jsonBytes(result);
    if (bytes > task.resultBytesMax) {
      throw new WorkError('RESULT_TOO_LARGE', `it has ${bytes} bytes of JSON, and may have ${task.resultBytesMax}`);
    }
    return { result: result as Record<string, unknown> };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
