import type { Intent, NewOrder } from '../../kitchens/facts.ts';
import type { KeptNetwork } from '../../kitchens/kept-network.ts';
import type { NetworkRow } from '../../kitchens/network-settings.ts';
import type { Turn } from '../../kitchens/turn.ts';
import type { NextOffset } from '../projector/store-offsets.ts';

/** What is set, and when that was read by the database's clock. */
export interface ReadSettings extends NetworkRow {
  /** Rises with each change. */
  version: number;
  atMs: number;
}

/** What is kept with a turn, in the same transaction. */
export interface StoredWith {
  /** Where reading goes on after it. */
  offsets: readonly NextOffset[];
  /** Whether pages are told to look. */
  tellPages: boolean;
}

/** Where the kitchen network is kept: in PostgreSQL, or in memory for tests. */
export interface KitchenStore {
  /** All that a network is made from again. */
  load(): Promise<KeptNetwork>;
  settings(): Promise<ReadSettings>;
  /** Orders that the balancer does not know of, the oldest first. */
  intake(limit: number): Promise<NewOrder[]>;
  /** What somebody wants, the oldest first. */
  intents(): Promise<Intent[]>;
  /** What was wanted and is done by now. */
  forgetIntents(ids: readonly number[]): Promise<void>;
  /** Kitchens that wait to be heard, or to be heard again, and whose jobs have ended. */
  kitchensWithoutJob(): Promise<string[]>;
  /**
   * Stores a turn, all or nothing.
   *
   * @throws LeadLostError when another leads by now
   */
  write(turn: Turn, stored: StoredWith): Promise<void>;
}
