/** What a new registration is told for. */
export type RegistrationCause = 'start' | 'engine returned' | 'reconnected' | 'lane changed' | 'after a refusal';

/** Where the agent stands with the control plane. One object, read by all, changed by the handler and the gate. */
export class Registration {
  readonly bootId: string;
  #number = 0;
  #synced = false;
  #refusedBecause: string | null = null;

  constructor(bootId: string) {
    this.bootId = bootId;
  }

  /** Rises with each registration within the boot. */
  get number(): number {
    return this.#number;
  }

  /** A Sync for this registration was taken. */
  get synced(): boolean {
    return this.#synced;
  }

  /** Why the control plane refuses this agent; null when it does not. */
  get refusedBecause(): string | null {
    return this.#refusedBecause;
  }

  /** Asks for a Sync anew: until it comes nothing is started. */
  begin(): void {
    this.#number += 1;
    this.#synced = false;
  }

  markSynced(): void {
    this.#synced = true;
    this.#refusedBecause = null;
  }

  refuse(reason: string): void {
    this.#synced = false;
    this.#refusedBecause = reason;
  }
}
