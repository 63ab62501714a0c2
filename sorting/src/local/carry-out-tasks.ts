import type { MessagePort } from 'node:worker_threads';
import { SortError } from '../sort-error.ts';
import { PERFORMERS } from './performers.ts';
import type { AnswerMessage, TaskMessage } from './tasks.ts';

/** Carries out one task after the other, as they come from a port. */
export function carryOutTasks(port: MessagePort): void {
  port.on('message', (task: TaskMessage) => {
    const message = answerTo(task);
    const isBytes = message.kind === 'answer' && message.answer instanceof Uint8Array;
    port.postMessage(message, isBytes ? [(message.answer as Uint8Array<ArrayBuffer>).buffer] : []);
  });
}

function answerTo({ name, ask }: TaskMessage): AnswerMessage {
  try {
    return { kind: 'answer', answer: PERFORMERS[name](ask as never) };
  } catch (error) {
    if (error instanceof SortError) return { kind: 'refused', code: error.code, what: error.what, line: error.line };
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}
