import type { MessagePort } from 'node:worker_threads';
import { runTask } from './run-task.ts';
import type { Task, ThreadMessage } from './task.ts';

/** How often a task's progress leaves its thread at most. */
const PROGRESS_EVERY_MS = 500;

/** Serves a thread: one task after another, as they are given. */
export function serveThread(port: MessagePort): void {
  const say = (message: ThreadMessage): void => port.postMessage(message);
  port.on('message', (task: Task) => {
    let toldAtMs = performance.now();
    const tell = (progress: Extract<ThreadMessage, { kind: 'progress' }>['progress']): void => {
      const nowMs = performance.now();
      if (nowMs - toldAtMs < PROGRESS_EVERY_MS) return;
      toldAtMs = nowMs;
      say({ kind: 'progress', id: task.id, progress });
    };
    void runTask(task, tell).then((outcome) => say({ kind: 'ended', id: task.id, outcome }));
  });
}
