import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StackConfig } from '../config.ts';
import { showEvent } from '../follow-start.ts';
import { describeClient } from '../plan/program-services.ts';
import { SupervisedService } from '../supervisor/supervised-service.ts';
import type { Steps } from '../terminal/steps.ts';
import { clientInputs } from './input-hash.ts';

/** Generates the database client if it is not there or its schema changed; without a stack, for the type check. */
export async function generateClient(config: StackConfig, steps: Steps, interrupted: AbortSignal): Promise<void> {
  const { repositoryRoot } = config;
  const logDirectory = join(config.stateDirectory, 'logs');
  mkdirSync(logDirectory, { recursive: true });
  const description = describeClient({ repositoryRoot, clientInputs: clientInputs(repositoryRoot) });
  const task = new SupervisedService(description, join(logDirectory, 'client.log'), (event) => showEvent(event, steps));
  const stop = (): void => void task.stop();
  interrupted.addEventListener('abort', stop, { once: true });
  await task.start();
  interrupted.removeEventListener('abort', stop);
}
