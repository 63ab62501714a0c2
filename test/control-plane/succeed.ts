import type { Apply } from '@longshore/schemas';
import type { PlayedAgent } from './played-agent.ts';

/** Plays an agent whose containers run and succeed at once, and stop when asked. */
export async function succeed(apply: Apply, agent: PlayedAgent): Promise<void> {
  if (apply.desired === 'RUN') {
    await agent.report(apply, 'STARTING');
    await agent.report(apply, 'RUNNING');
    await agent.report(apply, 'SUCCEEDED', { exitCode: 0 });
  } else if (apply.desired === 'STOP') {
    await agent.report(apply, 'STOPPED');
  }
}
