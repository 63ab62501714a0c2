/** Something that is looked at again and again while this process leads. */
export interface Keeper {
  name: string;
  intervalMs: number;
  /** Also looked at as soon as there is intent. */
  woken?: boolean;
  /** Returns how soon the next look should be, in milliseconds, or null. */
  look: () => Promise<number | null>;
  /** Ends what looks have begun and did not wait for. */
  stop?: () => Promise<void>;
}
