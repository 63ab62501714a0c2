import type { Channel } from '../../database/channels.ts';

/** Something that is looked at again and again while this process leads. */
export interface Keeper {
  name: string;
  intervalMs: number;
  /** Also looked at as soon as there is intent, or when one of these channels tells of some. */
  woken?: boolean | readonly Channel[];
  /** Told of each notice that wakes it, before it is looked at. */
  hear?: (channel: Channel) => void;
  /** Given how it is looked at at once, before the first look. */
  wakeBy?: (wake: () => void) => void;
  /** Returns how soon the next look should be, in milliseconds, or null. */
  look: () => Promise<number | null>;
  /** Ends what looks have begun and did not wait for. */
  stop?: () => Promise<void>;
}
