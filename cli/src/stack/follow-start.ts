import pc from 'picocolors';
import { StackError } from './stack-error.ts';
import type { StackConnection } from './supervisor/control-client.ts';
import type { StackEvent } from './supervisor/protocol.ts';
import { type Steps, seconds } from './terminal/steps.ts';

/**
 * Shows a stack's start as it goes, until all of it is up.
 *
 * @throws StackError with the reason and the last lines of the log of what failed
 */
export async function followStart(connection: StackConnection, steps: Steps, logDirectory: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let failure: StackError | undefined;
    connection.follow((event) => {
      showEvent(event, steps);
      if (event.type === 'failed')
        failure = new StackError(describeFailure(event, `${logDirectory}/${event.name}.log`));
      if (event.type === 'phase' && event.phase === 'up') resolve();
      if (event.type === 'phase' && (event.phase === 'failed' || event.phase === 'down')) {
        reject(failure ?? new StackError('stopped while it was starting'));
      }
    });
    void connection.closed.then(() => reject(failure ?? new StackError('the supervisor ended while it was starting')));
  });
}

/** Shows one event of the supervisor. */
export function showEvent(event: StackEvent, steps: Steps): void {
  switch (event.type) {
    case 'started':
      steps.begin(event.title);
      break;
    case 'ready':
      steps.finish(event.title, event.tookMs);
      break;
    case 'stopped':
      steps.finish(event.title, event.tookMs, ' to stop');
      break;
    case 'died':
      steps.line(`${pc.yellow('!')} ${event.title} ${event.how}; starts again in ${seconds(event.delayMs)}`);
      break;
    case 'failed':
      steps.fail(event.title, event.reason.split('\n')[0]);
      break;
    case 'phase':
      if (event.phase === 'stopping') steps.forgetAll();
      break;
    case 'unchanged':
      break;
  }
}

/** What did not start, why, and the last lines of its log. */
export function describeFailure(event: StackEvent & { type: 'failed' }, logPath?: string): string {
  const tail = event.logTail.map((line) => `    ${line}`).join('\n');
  const where = logPath === undefined ? '' : ` · ${logPath}`;
  return `${event.title} did not start · ${event.reason}${where}\n${tail}`.trimEnd();
}
