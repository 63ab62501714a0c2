import type { Bus, Codec } from '@longshore/kafka';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { AgentConfig } from './config.ts';
import type { Engine } from './engine/engine.ts';

/** What an agent works with. The real ones are made in `main.ts`; tests give fakes. */
export interface AgentParts {
  config: AgentConfig;
  bus: Bus;
  codec: Codec;
  engine: Engine;
  clock: Clock;
  log: Logger;
}
