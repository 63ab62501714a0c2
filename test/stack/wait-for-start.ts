import { describeFailure } from '../../cli/src/stack/follow-start.ts';
import { StackError } from '../../cli/src/stack/stack-error.ts';
import type { StackConnection } from '../../cli/src/stack/supervisor/control-client.ts';

/** Waits, saying nothing, until a stack is up. @throws StackError with the log of what failed */
export async function waitForStart(connection: StackConnection): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    connection.follow((event) => {
      if (event.type === 'failed') reject(new StackError(describeFailure(event)));
      if (event.type === 'phase' && event.phase === 'up') resolve();
    });
    void connection.closed.then(() => reject(new StackError('the supervisor ended while it was starting')));
  });
}
