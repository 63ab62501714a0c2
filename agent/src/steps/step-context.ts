import type { Apply } from '@longshore/schemas';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { HostPolicy } from '../decide/container-request.ts';
import type { Engine, RegistrySignIn } from '../engine/engine.ts';
import type { ReachFailpoint } from '../failpoints.ts';
import type { Attempt } from '../handler/attempt.ts';
import type { ImageKeeper } from '../images/image-keeper.ts';
import type { CappedOutput } from '../logs/capped-lines.ts';
import type { AttemptIdentity, JobStatusReporter } from '../report/job-status-reporter.ts';
import type { SharedPulls } from './shared-pulls.ts';
import type { Slots } from './slots.ts';

/** What executors of steps work with. */
export interface StepContext {
  engine: Engine;
  reporter: JobStatusReporter;
  clock: Clock;
  log: Logger;
  reach: ReachFailpoint;
  pulls: SharedPulls;
  /** How to sign in to the registry of an attempt's image; null: without. @throws SealError */
  signIn: (apply: Apply) => Promise<RegistrySignIn | null>;
  /** The variables that came sealed; empty: none did. @throws SealError */
  openSecrets: (apply: Apply) => Promise<Record<string, string>>;
  /** Remembers which images are used and which Longshore pulled. */
  images: Pick<ImageKeeper, 'used' | 'pulled'>;
  /** How many containers may be made or started at once. */
  engineSlots: Slots;
  /** How many questions may be put to the engine at once. */
  questionSlots: Slots;
  policy: () => HostPolicy;
  /** Now by the engine's clock, in milliseconds since the epoch. */
  engineNowMs: () => number;
  /** Resolves when the lines are acknowledged; rejects only when the signal aborts. */
  sendLogs: (identity: AttemptIdentity, output: CappedOutput, signal: AbortSignal) => Promise<void>;
  /** Something changed for this attempt: decide again. */
  wake: (attempt: Attempt) => void;
  /** A container came, went, started or ended: the inventory should be told soon. */
  inventoryChanged: () => void;
}
